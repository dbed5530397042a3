import { expect, it } from 'vitest';
import type { Call, Snapshot, WaitingCall } from '../contract/index.ts';
import { emptySnapshot } from '../contract/index.ts';
import { exampleSiteParsed } from '../testing/index.ts';
import { ringFor } from './ring.ts';

const site = exampleSiteParsed();
const row: WaitingCall = {
  call: 'c1',
  caller: { withheld: false, assertedBy: 'none' },
  dialled: '113',
  queue: '113',
  category: 'emergency',
  priority: 0,
  since: 0,
  locations: [],
  unattended: false,
  hidden: false,
  withdrawn: false,
};
const calm = { ...row, call: 'c2', queue: '116117', priority: 4 };
const ring = (change: Partial<Snapshot>) => ringFor({ ...emptySnapshot, ...change }, site);
const talking = [{ call: 'x', held: { operator: false, peer: false } }] as Call[];
const paused = { ...emptySnapshot.position, state: 'paused' } as const;

it('rings as the most urgent call’s queue', () => {
  expect(ring({ waiting: [calm, row] })).toEqual({ kind: 'ring', name: 'emergency' });
  expect(ring({ waiting: [calm] })).toEqual({ kind: 'ring', name: 'calm' });
});

it('ticks while the operator talks, and rings again when that call is on hold', () => {
  expect(ring({ waiting: [row], calls: talking })).toEqual({ kind: 'tick' });
  expect(
    ring({ waiting: [row], calls: [{ ...talking[0]!, held: { operator: true, peer: false } }] }).kind,
  ).toBe('ring');
});

it('is silent for what is hidden, withdrawn or nothing', () => {
  expect(
    ring({
      waiting: [
        { ...row, hidden: true },
        { ...calm, withdrawn: true },
      ],
    }),
  ).toEqual({ kind: 'none' });
});

it('a paused position hears only calls to itself and the alarm', () => {
  const { queue: _queue, ...direct } = row;
  expect(ring({ position: paused, waiting: [row] })).toEqual({ kind: 'none' });
  expect(ring({ position: paused, waiting: [direct] }).kind).toBe('ring');
  expect(ring({ position: paused, waiting: [{ ...row, unattended: true }], calls: talking })).toEqual({
    kind: 'alarm',
  });
});
