import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it('waits 0.5, 1, 2, then 5 s for ever', () => {
  expect([1, 2, 3, 4, 5, 1000].map((attempt) => backoffMs(attempt, 0.5))).toEqual([
    500, 1000, 2000, 5000, 5000, 5000,
  ]);
});

it('spreads by a fifth to either side', () => {
  expect([backoffMs(4, 0), backoffMs(4, 0.999)]).toEqual([4000, 5998]);
});
