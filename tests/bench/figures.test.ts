import { expect, it } from 'vitest';
import { figures, percentile } from './figures.ts';

it('takes the nearest rank', () => {
  const values = Array.from({ length: 20 }, (_, index) => index + 1);
  expect(percentile(values, 0.5)).toBe(10);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile([7], 0.95)).toBe(7);
});

it('tells the first sample apart, yet counts it for the worst', () => {
  expect(figures([140, 20, 22, 21])).toEqual({ first: 140, p50: 21, p95: 22, max: 140, n: 3 });
});
