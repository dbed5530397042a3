import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createExchangeClock, skewChanged, skewFrom } from './skew.ts';

const wall = Date.parse('2026-01-01T12:00:10.500Z');

it('is the PC minus the exchange, in the middle of the second that Date means', () => {
  expect(skewFrom('Thu, 01 Jan 2026 12:00:05 GMT', wall)).toBe(5000);
  expect(skewFrom('Thu, 01 Jan 2026 12:00:15 GMT', wall)).toBe(-5000);
});

it('is nothing below the resolution of Date, and unknown for a date that is none', () => {
  expect(skewFrom('Thu, 01 Jan 2026 12:00:10 GMT', wall)).toBe(0);
  expect(skewFrom('yesterday', wall)).toBeUndefined();
});

it('is told again only when it has really moved', () => {
  expect(skewChanged(5000, 5600)).toBe(false);
  expect(skewChanged(5000, 6600)).toBe(true);
  expect(skewChanged(1500, 0)).toBe(true);
  expect(skewChanged(0, 0)).toBe(false);
});

it('knows the exchange’s time by the monotonic clock, whatever the PC’s clock is set to', () => {
  const clock = fakeClock(wall);
  const known = createExchangeClock(clock);
  const origin = known.originMs();
  expect(origin).toBe(wall);
  const date = () => new Date(wall + clock.mono() - 120).toUTCString();
  expect(known.handleDate(date())).toBeUndefined();
  clock.advance(60_000);
  clock.jumpWall(-3_600_000);
  expect(known.originMs()).toBe(origin);
  expect(known.handleDate(date())).toBe(-3_600_000 + 0);
  expect(known.originMs()).toBe(origin);
  clock.jumpWall(3_600_000);
  expect(known.handleDate(date())).toBe(0);
  expect(known.originMs()).toBe(origin);
});

it('goes by Date where the PC’s clock is wrong, and by the PC’s own where they agree', () => {
  const clock = fakeClock(wall);
  const known = createExchangeClock(clock);
  expect(known.handleDate(new Date(wall - 5500).toUTCString())).toBe(5000);
  expect(known.originMs()).toBe(wall - 5000);
  // A time service has set the PC's clock right.
  clock.jumpWall(-5400);
  expect(known.handleDate(new Date(wall - 5500).toUTCString())).toBe(0);
  expect(known.originMs()).toBe(wall - 5400);
});
