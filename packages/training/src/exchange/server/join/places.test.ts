import { fakeClock } from '@samband/telephony/testing';
import { expect, it } from 'vitest';
import { createPlaces } from './places.ts';

it('gives each place once, and again when its console has been gone for a while', () => {
  const clock = fakeClock();
  const there = new Set<number>([4]);
  const changes: number[] = [];
  const places = createPlaces({
    clock,
    all: [2, 3, 4],
    goneMs: 60_000,
    isThere: (position) => there.has(position),
    handleChanged: (taken) => void changes.push(taken),
  });
  // 4 is somebody's already.
  expect([places.give(), places.give(), places.give()]).toEqual([2, 3, undefined]);
  there.add(2);
  clock.advance(59_000);
  expect(places.taken()).toBe(2);
  // 3 has never come.
  clock.advance(2000);
  expect(places.taken()).toBe(1);
  expect(places.give()).toBe(3);
  there.delete(2);
  clock.advance(58_000);
  there.add(2);
  clock.advance(58_000);
  expect(places.taken()).toBe(1);
  there.delete(2);
  clock.advance(62_000);
  expect(places.taken()).toBe(0);
  expect(changes).toEqual([1, 2, 1, 2, 1, 0]);
  places.dispose();
  expect(clock.open()).toBe(0);
});
