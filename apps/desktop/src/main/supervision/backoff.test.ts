import { expect, it } from 'vitest';
import { restartDelay } from './backoff.ts';

it('restarts at once after a single death, slower in a crash loop, and never gives up', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 1000].map(restartDelay)).toEqual([
    0, 250, 500, 1000, 2000, 4000, 5000, 5000, 5000,
  ]);
});
