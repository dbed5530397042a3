import { beforeEach, expect, it, vi } from 'vitest';
import { handClock, quietLog } from '../parties/fakes.ts';
import { createSafeStart, longEnough, soon, startTable } from './safe-start.ts';
import type { SafeStart } from './safe-start.ts';

let clock: ReturnType<typeof handClock>;
let isIdle: boolean;
let start: SafeStart;
const replace = vi.fn<() => void>();

beforeEach(() => {
  clock = handClock();
  isIdle = true;
  replace.mockReset();
  start = createSafeStart({ clock, log: quietLog(), isIdle: () => isIdle, replace });
});

function die(times: number, after = 1000): (number | undefined)[] {
  return Array.from({ length: times }, () => {
    const edge = start.begin();
    clock.pass(after);
    start.handleLost();
    return edge;
  });
}

it('begins with one edge after three deaths in a row, and with the other one after the next', () => {
  expect(die(6)).toEqual([undefined, undefined, undefined, 0, 1, 2]);
});

it('does not count those that had stood, nor those that died before they were told anything', () => {
  expect(die(9, soon + 1)).toEqual(Array.from({ length: 9 }, () => undefined));
  start.handleLost();
  start.handleLost();
  start.handleLost();
  expect(start.begin()).toBeUndefined();
});

it('is whole again when it has stood for a while, and no call is up', () => {
  die(3);
  expect(start.begin()).toBe(0);
  isIdle = false;
  clock.pass(longEnough + 1);
  expect(replace).not.toHaveBeenCalled();
  isIdle = true;
  start.look();
  expect(replace).toHaveBeenCalledOnce();
  expect(start.begin()).toBeUndefined();
});

it('is whole again by a press', () => {
  die(3);
  start.begin();
  start.release();
  expect(replace).toHaveBeenCalledOnce();
  expect(die(4)).toEqual([undefined, undefined, undefined, 1]);
});

it('a press means nothing while all is well', () => {
  start.begin();
  start.release();
  expect(replace).not.toHaveBeenCalled();
});

it('has a next state for each event in each state', () => {
  for (const row of Object.values(startTable))
    for (const next of Object.values(row)) expect(Object.keys(startTable)).toContain(next);
});

it('leaves no timer behind', () => {
  die(3);
  start.begin();
  start.dispose();
  clock.pass(longEnough * 2);
  expect(replace).not.toHaveBeenCalled();
});
