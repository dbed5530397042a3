import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createReclaim } from './reclaim.ts';

it('ends at once when nothing was lost or everything came again', () => {
  const reclaim = createReclaim(fakeClock());
  const seen: string[][] = [];
  reclaim.begin((lost) => void seen.push(lost));
  reclaim.keep('c1');
  reclaim.begin((lost) => void seen.push(lost));
  expect(reclaim.isPending()).toBe(true);
  reclaim.release('c1');
  expect(seen).toEqual([[], []]);
});

it('gives up on the others after a moment, and learns nothing from a new outage', () => {
  const clock = fakeClock();
  const reclaim = createReclaim(clock);
  const seen: string[][] = [];
  reclaim.keep('c1');
  reclaim.keep('c2');
  reclaim.begin((lost) => void seen.push(lost));
  reclaim.interrupt();
  expect(seen).toEqual([[]]);
  reclaim.begin((lost) => void seen.push(lost));
  reclaim.release('c2');
  clock.advance(3000);
  expect(seen).toEqual([[], ['c1']]);
  expect(clock.open()).toBe(0);
});
