import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createDepartures } from './departures.ts';

it('gives another size of buffer after each departure, until the browser has let go of the old streams', () => {
  const clock = fakeClock();
  const departures = createDepartures(clock);
  expect(departures.latency('h1')).toBe('interactive');
  departures.note('h1');
  expect([departures.latency('h1'), departures.latency('s1')]).toEqual([0.02, 'interactive']);
  clock.advance(8000);
  departures.note('h1');
  expect(departures.latency('h1')).toBe(0.03);
  clock.advance(11_000);
  expect(departures.latency('h1')).toBe(0.03);
  clock.advance(1000);
  expect(departures.latency('h1')).toBe('interactive');
  departures.note('h1');
  expect(departures.latency('h1')).toBe(0.02);
});

it('never counts the system’s default', () => {
  const departures = createDepartures(fakeClock());
  departures.note('');
  expect(departures.latency('')).toBe('interactive');
});
