import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { watchClock } from './clock-watch.ts';

it('tells a clock that was set, to either side, and nothing else', () => {
  const clock = fakeClock();
  const jumps: number[] = [];
  let slept = 0;
  const watch = watchClock(clock, {
    handleJump: (ms) => void jumps.push(ms),
    handleSlept: () => void (slept += 1),
  });
  clock.advance(5000);
  clock.jumpWall(3_600_000);
  clock.advance(3000);
  clock.jumpWall(-10_000);
  clock.jumpWall(200);
  clock.advance(3000);
  expect(jumps).toEqual([3_600_000, -9800]);
  expect(slept).toBe(2);
  watch.dispose();
  expect(clock.open()).toBe(0);
});
