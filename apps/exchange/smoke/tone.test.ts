import { expect, it } from 'vitest';
import { decodeAlaw, encodeAlaw, shareOf, toneFrame } from './tone.ts';

it('encodes and decodes A-law within its own step', () => {
  for (const sample of [-32_000, -9000, -400, 0, 16, 400, 9000, 32_000])
    expect(Math.abs(decodeAlaw(encodeAlaw(sample)) - sample)).toBeLessThanOrEqual(
      Math.max(16, Math.abs(sample) / 16),
    );
});

it('finds its own tone and no other', () => {
  const samples = [0, 160, 320, 480].flatMap((from) => [...toneFrame(700, from)].map(decodeAlaw));
  expect(shareOf(samples, 700)).toBeGreaterThan(0.9);
  expect(shareOf(samples, 440)).toBeLessThan(0.1);
  expect(shareOf([0, 0], 700)).toBe(0);
});
