import { expect, it } from 'vitest';
import { isoWithOffset } from './wall.ts';

it('is ISO 8601 with offset, and the same moment', () => {
  const ms = Date.parse('2026-01-01T12:00:00.123Z');
  expect(isoWithOffset(ms, 60)).toBe('2026-01-01T13:00:00.123+01:00');
  expect(isoWithOffset(ms, -210)).toBe('2026-01-01T08:30:00.123-03:30');
  expect(isoWithOffset(ms, 0)).toBe('2026-01-01T12:00:00.123+00:00');
  expect(Date.parse(isoWithOffset(ms))).toBe(ms);
});
