import { expect, it } from 'vitest';
import { strokes } from './strokes.ts';
import { makeTone, sampleRate } from './tone.ts';

it('finds when a short tone begins, and no other pitch', () => {
  const samples = new Int16Array(2 * sampleRate);
  const tick = makeTone(1400, 0.03, 0.1);
  for (const at of [0.5, 0.64, 1.5]) samples.set(tick, at * sampleRate);
  const found = strokes(samples, 1400);
  expect(found).toHaveLength(3);
  for (const [index, at] of [500, 640, 1500].entries())
    expect(Math.abs((found[index] ?? 0) - at)).toBeLessThan(60);
  for (const other of [880, 1050, 1175]) expect(strokes(samples, other)).toEqual([]);
});
