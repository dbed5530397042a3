import { expect, it } from 'vitest';
import { decibels, peakOf, silentLevel } from './level.ts';

it.each([
  [1, 0],
  [2, 0],
  [0.5, -6],
  [0.001, -60],
  [1e-9, silentLevel],
  [0, silentLevel],
])('a peak of %d is %d dB', (peak, level) => expect(decibels(peak)).toBeCloseTo(level, 0));

it('looks at the newest samples only, of either sign', () => {
  const samples = Float32Array.of(0.9, 0.1, -0.5, 0.2);
  expect(peakOf(samples, 3)).toBeCloseTo(0.5);
  expect(peakOf(samples, 1)).toBeCloseTo(0.2);
  expect(peakOf(samples, 0)).toBe(0);
  expect(peakOf(samples, 99)).toBeCloseTo(0.9);
});
