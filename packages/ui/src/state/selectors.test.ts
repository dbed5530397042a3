import { expect, it } from 'vitest';
import { currentCall, emptySnapshot } from '@samband/telephony/contract';
import { activeCall, waitingCall } from '../testing/console.ts';
import {
  acknowledgedCalls,
  heldCalls,
  hiddenRows,
  lastHeld,
  newestUnanswered,
  nextInLine,
  recordingState,
  visibleRows,
  worstAlarm,
} from './selectors.ts';

const held = (call: string, heldSinceMono: number) =>
  activeCall(call, { held: { operator: true, peer: false }, heldSinceMono });

it('orders rows by urgency, then wait; a withdrawn row keeps its place but is not next', () => {
  const rows = [
    waitingCall('late', { priority: 1, sinceMono: 1 }),
    waitingCall('urgent', { withdrawn: true }),
    waitingCall('hidden', { hidden: true }),
    waitingCall('later', { priority: 1, sinceMono: 2 }),
  ];
  expect(visibleRows(rows).map((row) => row.call)).toEqual(['urgent', 'late', 'later']);
  expect(hiddenRows(rows).map((row) => row.call)).toEqual(['hidden']);
  expect(nextInLine(rows)?.call).toBe('late');
});

it('knows the current call and the ones on hold', () => {
  const calls = [held('b', 20), activeCall('now'), held('a', 10)];
  expect(currentCall({ ...emptySnapshot, calls })?.call).toBe('now');
  expect(heldCalls(calls).map((call) => call.call)).toEqual(['a', 'b']);
  expect(lastHeld({ ...emptySnapshot, calls })?.call).toBe('b');
});

it('says the worst of the voice log, and nothing without a call', () => {
  expect(recordingState([])).toBeUndefined();
  expect(recordingState([activeCall('a', { state: 'dialling' })])).toBeUndefined();
  expect(recordingState([activeCall('a', { recording: 'confirmed' }), activeCall('b')])).toBe('unknown');
  expect(recordingState([activeCall('a', { recording: 'missing' }), activeCall('b')])).toBe('missing');
});

it('finds the calls whose alarm has been acknowledged', () => {
  const alarm = { id: 'x', rank: 1, kind: 'call.late', since: 1 } as const;
  const calls = acknowledgedCalls([
    { ...alarm, call: 'a', acknowledged: true },
    { ...alarm, call: 'b', acknowledged: false },
  ]);
  expect([...calls]).toEqual(['a']);
});

it('says of a call that is being taken back that its voice log is not known', () => {
  const recovering = activeCall('c1', { state: 'recovering', recording: 'confirmed' });
  expect(recordingState([recovering])).toBe('unknown');
  expect(recordingState([{ ...recovering, recording: 'missing' }])).toBe('missing');
});

it('what was raised or missed first and last does not turn round with the wall clock', () => {
  const alarm = { rank: 1, kind: 'call.late', acknowledged: false } as const;
  const alarms = [
    { ...alarm, id: 'first', since: 2 },
    { ...alarm, id: 'second', since: 1 },
  ];
  expect(worstAlarm(alarms)?.id).toBe('first');
  const missed = {
    caller: { number: '1', withheld: false, assertedBy: 'none' },
    kind: 'abandoned',
    waited: 1,
  } as const;
  const unanswered = [
    { ...missed, call: 'newest', at: 1 },
    { ...missed, call: 'before', at: 2 },
  ];
  expect(newestUnanswered({ unanswered })?.call).toBe('newest');
});
