import { expect, it } from 'vitest';
import { createSpareTime } from './spare-time.ts';

it('tells how idle all processors were since the last look', () => {
  const times = { user: 1000, nice: 0, sys: 500, irq: 0, idle: 8500 };
  const spare = createSpareTime(() => [{ times }, { times: { user: 0, nice: 0, sys: 0, irq: 0, idle: 1 } }]);
  expect(spare()).toBe(1);
  times.user += 900;
  times.idle += 100;
  expect(spare()).toBeCloseTo(0.1);
  // Nothing has been counted since, or counters began anew.
  expect(spare()).toBe(1);
  times.idle = 0;
  expect(spare()).toBe(1);
});

it('reads this computer', () => {
  const spare = createSpareTime();
  expect(spare()).toBe(1);
  expect(spare()).toBeGreaterThanOrEqual(0);
});
