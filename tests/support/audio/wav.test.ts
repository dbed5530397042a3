import { expect, it } from 'vitest';
import { fromBytes, toBytes } from './wav.ts';

it('samples stay what they were, whatever small Buffers come after them', () => {
  const [first, second] = [Int16Array.of(1, 2, 3), Int16Array.of(-4, -5, -6)];
  const texts = [first, second].map((samples) => toBytes(samples).toString('base64'));
  expect(texts.map((text) => fromBytes(Buffer.from(text, 'base64')))).toEqual([first, second]);
});

it('an odd byte at the end is left out', () => {
  expect(fromBytes(Uint8Array.of(1, 0, 7))).toEqual(Int16Array.of(1));
});
