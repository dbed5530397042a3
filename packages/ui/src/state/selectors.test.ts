import { expect, it } from 'vitest';
import { currentCall, emptySnapshot } from '@samband/telephony/contract';
import { activeCall, waitingCall } from '../testing/console.ts';
import {
  acknowledgedCalls,
  heldCalls,
  hiddenRows,
  lastHeld,
  nextInLine,
  recordingState,
  visibleRows,
} from './selectors.ts';

const held = (call: string, heldSince: number) =>
  activeCall(call, { held: { operator: true, peer: false }, heldSince });

it('orders rows by urgency, then wait; a withdrawn row keeps its place but is not next', () => {
  const rows = [
    waitingCall('late', { priority: 1, since: 1 }),
    waitingCall('urgent', { withdrawn: true }),
    waitingCall('hidden', { hidden: true }),
    waitingCall('later', { priority: 1, since: 2 }),
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
