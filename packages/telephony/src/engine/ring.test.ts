import { expect, it } from 'vitest';
import type { Alarm, Call, Snapshot, WaitingCall } from '../contract/index.ts';
import { emptySnapshot } from '../contract/index.ts';
import { exampleSiteParsed } from '../testing/index.ts';
import { chimesFor, ringFor } from './ring.ts';

const site = exampleSiteParsed();
const row: WaitingCall = {
  call: 'c1',
  caller: { withheld: false, assertedBy: 'none' },
  dialled: '113',
  queue: '113',
  category: 'emergency',
  priority: 0,
  since: 0,
  sinceMono: 0,
  locations: [],
  unattended: false,
  hidden: false,
  withdrawn: false,
};
const calm = { ...row, call: 'c2', queue: '116117', priority: 4 };
const ring = (change: Partial<Snapshot>) => ringFor({ ...emptySnapshot, ...change }, site);
const talking = [{ call: 'x', held: { operator: false, peer: false } }] as Call[];
const nobody = { ...emptySnapshot.position, state: 'signedOut' } as const;
const paused = { ...emptySnapshot.position, state: 'paused' } as const;

it('rings as the most urgent call’s queue', () => {
  expect(ring({ waiting: [calm, row] })).toEqual({ kind: 'ring', name: 'emergency' });
  expect(ring({ waiting: [calm] })).toEqual({ kind: 'ring', name: 'calm' });
});

const { queue: _queue, ...direct } = row;
const held = [{ call: 'x', held: { operator: true, peer: false } }] as Call[];
const alarm = (kind: string, rank: 1 | 2 | 3 = 1, acknowledged = false): Alarm => ({
  id: kind,
  kind,
  rank,
  acknowledged,
  since: 0,
});
const outage = [alarm('outage')];
const unattended = { ...row, unattended: true };

it.each<[string, Partial<Snapshot>, string]>([
  ['nothing', {}, 'none'],
  ['a call', { waiting: [row] }, 'ring'],
  ['a call while talking', { waiting: [row], calls: talking }, 'tick'],
  ['a call while the other one is on hold', { waiting: [row], calls: held }, 'ring'],
  ['a hidden call', { waiting: [{ ...row, hidden: true }] }, 'none'],
  ['a withdrawn call', { waiting: [{ ...row, withdrawn: true }] }, 'none'],
  ['paused: a call in the queue', { position: paused, waiting: [row] }, 'none'],
  ['paused: a call to the position', { position: paused, waiting: [direct] }, 'ring'],
  ['nobody is ready anywhere', { waiting: [unattended] }, 'alarm'],
  ['paused: nobody is ready anywhere', { position: paused, waiting: [unattended] }, 'alarm'],
  ['talking: nobody is ready anywhere', { waiting: [unattended], calls: talking }, 'softWarning'],
  ['an alarm of rank 1', { alarms: outage }, 'warning'],
  ['one that was acknowledged', { alarms: [alarm('outage', 1, true)] }, 'none'],
  ['an alarm of rank 2 or 3', { alarms: [alarm('clock.skew', 2), alarm('certificate.expiring', 3)] }, 'none'],
  ['a late call: its ring goes on', { alarms: [alarm('call.late')], waiting: [row] }, 'ring'],
  ['a late call that is hidden', { alarms: [alarm('call.late')] }, 'none'],
  ['a ring that cannot be heard', { alarms: [alarm('ring.failed')] }, 'none'],
  ['an alarm and a call: the caller first', { alarms: outage, waiting: [row] }, 'ring'],
  ['an alarm while talking', { alarms: outage, calls: talking }, 'softWarning'],
  ['an alarm and a call while talking', { alarms: outage, calls: talking, waiting: [row] }, 'softWarning'],
  ['an alarm while the call is on hold', { alarms: outage, calls: held }, 'warning'],
  ['paused: an alarm', { position: paused, alarms: outage }, 'none'],
  ['paused and talking: an alarm', { position: paused, alarms: outage, calls: talking }, 'softWarning'],
  ['nobody there', { position: nobody, alarms: outage, waiting: [unattended] }, 'none'],
])('%s', (_what, change, kind) => expect(ring(change).kind).toBe(kind));

it('chimes for whoever is there', () => {
  const chimes = (change: Partial<Snapshot>) => chimesFor({ ...emptySnapshot, ...change });
  expect(
    [{}, { position: paused }, { position: paused, calls: talking }, { position: nobody }].map(chimes),
  ).toEqual([true, false, true, false]);
});
