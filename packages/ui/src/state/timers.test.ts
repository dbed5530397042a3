import { expect, it } from 'vitest';
import { standingClock } from '../testing/console.ts';
import { createTimers } from './timers.ts';

it('has one timer of a name, and none when it is disposed', () => {
  const { clock, advance, due } = standingClock();
  const timers = createTimers(clock);
  const fired: string[] = [];
  timers.later('a', 10, () => fired.push('first'));
  timers.later('a', 20, () => fired.push('second'));
  timers.later('b', 5, () => fired.push('b'));
  timers.later('c', 5, () => fired.push('c'));
  timers.cancel('c');
  advance(30);
  expect(fired).toEqual(['b', 'second']);
  timers.later('a', 10, () => undefined);
  timers.dispose();
  expect(due.size).toBe(0);
});
