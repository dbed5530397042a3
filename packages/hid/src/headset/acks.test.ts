import { expect, it } from 'vitest';
import { fakeClock } from '../testing/clock.ts';
import { createAcks } from './acks.ts';

function rig() {
  const clock = fakeClock();
  return { clock, acks: createAcks(clock, 700) };
}

it('takes one answer for one write', () => {
  const { acks } = rig();
  acks.expect(1, 0);
  expect(acks.take(0)).toBe(false);
  expect(acks.take(1)).toBe(true);
  expect(acks.take(1)).toBe(false);
});

it('takes the answers to writes in quick succession', () => {
  const { acks } = rig();
  acks.expect(1, 0);
  acks.expect(0, 0);
  expect(acks.take(1)).toBe(true);
  expect(acks.take(0)).toBe(true);
});

it('passes over a write that was not answered', () => {
  const { acks } = rig();
  acks.expect(1, 0);
  acks.expect(0, 0);
  expect(acks.take(0)).toBe(true);
  expect(acks.take(1)).toBe(false);
});

it('expects no answer from a device that stands so already', () => {
  const { acks } = rig();
  acks.expect(0, 0);
  expect(acks.take(0)).toBe(false);
  acks.expect(1, 0);
  acks.expect(0, 0);
  acks.expect(1, 0);
  expect([acks.take(1), acks.take(0), acks.take(1)]).toEqual([true, true, true]);
});

it('waits as long as the device may take, and forgets when told', () => {
  const { clock, acks } = rig();
  acks.expect(1, 0);
  clock.advance(700);
  expect(acks.take(1)).toBe(false);
  acks.expect(1, 0);
  acks.forget();
  expect(acks.take(1)).toBe(false);
});

it('doubts the answer to a trial for as long as the trial had lasted, and only that', () => {
  const { clock, acks } = rig();
  expect(acks.doubt(1)).toBeUndefined();
  acks.expect(1, 0);
  expect(acks.doubt(1)).toBeUndefined();
  acks.take(1);
  acks.expect(0, 1);
  acks.expect(1, 1, true);
  clock.advance(300);
  acks.expect(0, 1);
  expect([acks.doubt(1), acks.doubt(0)]).toEqual([450, undefined]);
});

it('has no doubt of a device that never answers', () => {
  const { clock, acks } = rig();
  acks.expect(1, 0, true);
  acks.expect(0, 0, true);
  clock.advance(700);
  acks.expect(1, 0, true);
  expect(acks.doubt(1)).toBe(0);
});
