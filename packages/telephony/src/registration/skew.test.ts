import { expect, it } from 'vitest';
import { skewChanged, skewFrom } from './skew.ts';

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
