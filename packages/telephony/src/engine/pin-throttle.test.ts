import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createPinThrottle, waitAfter } from './pin-throttle.ts';

it('waits longer with each wrong PIN after the third, and never for ever', () => {
  expect([0, 1, 2, 3, 4, 5, 8, 9, 50].map((wrong) => waitAfter(wrong) / 1000)).toEqual([
    0, 0, 0, 5, 10, 20, 160, 300, 300,
  ]);
});

it('counts each operator for himself, forgets at the right PIN and after half an hour', () => {
  const clock = fakeClock();
  const throttle = createPinThrottle(clock);
  for (let i = 0; i < 3; i++) throttle.wrong('kari');
  expect([throttle.secondsLeft('kari'), throttle.secondsLeft('ola')]).toEqual([5, 0]);
  clock.advance(4001);
  expect(throttle.secondsLeft('kari')).toBe(1);
  clock.advance(999);
  expect(throttle.secondsLeft('kari')).toBe(0);
  throttle.wrong('kari');
  expect(throttle.secondsLeft('kari')).toBe(10);
  throttle.right('kari');
  throttle.wrong('kari');
  expect(throttle.secondsLeft('kari')).toBe(0);
  for (let i = 0; i < 3; i++) throttle.wrong('ola');
  clock.advance(1_800_000);
  throttle.wrong('ola');
  expect(throttle.secondsLeft('ola')).toBe(0);
});
