import { fakeClock } from '@samband/telephony/testing';
import { expect, it } from 'vitest';
import { createGuard } from './guard.ts';

it('hears nobody for a minute after five wrong tries in a minute', () => {
  const clock = fakeClock();
  const guard = createGuard(clock);
  for (let count = 0; count < 4; count += 1) guard.wrong();
  expect(guard.isOpen()).toBe(true);
  clock.advance(60_000);
  // The four are forgotten.
  for (let count = 0; count < 4; count += 1) guard.wrong();
  expect(guard.isOpen()).toBe(true);
  guard.wrong();
  expect(guard.isOpen()).toBe(false);
  clock.advance(59_999);
  expect(guard.isOpen()).toBe(false);
  clock.advance(1);
  expect(guard.isOpen()).toBe(true);
});
