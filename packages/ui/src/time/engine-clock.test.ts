import { expect, it } from 'vitest';
import { createEngineClock } from './engine-clock.ts';

it('follows the engine’s clock by the message that took the least time, and begins anew with each engine', () => {
  let own = 1000;
  const clock = createEngineClock(() => own);
  expect(clock.at(own)).toBe(1000);
  // Sent at 70_000, and 30 ms on its way.
  own = 1030;
  clock.handle(1, 70_000);
  expect(clock.at(1030)).toBe(70_000);
  own = 2005;
  clock.handle(1, 71_000);
  expect(clock.at(2005)).toBe(71_000);
  // One that waited behind other work says nothing new.
  own = 9000;
  clock.handle(1, 72_000);
  expect(clock.at(9000)).toBe(77_995);
  clock.handle(2, 10);
  expect(clock.at(9000)).toBe(10);
});
