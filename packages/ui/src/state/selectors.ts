import { byUrgency, inLine } from '@samband/telephony/contract';
import type {
  Alarm,
  Call,
  PracticeInfo,
  Snapshot,
  Unanswered,
  WaitingCall,
} from '@samband/telephony/contract';
import type { ConsoleState } from './types.ts';

/** Rows as shown, most urgent first: all but the hidden ones. A withdrawn row keeps its place until it is gone. */
export function visibleRows(waiting: readonly WaitingCall[]): WaitingCall[] {
  return waiting.filter((row) => !row.hidden).sort(byUrgency);
}

export function hiddenRows(waiting: readonly WaitingCall[]): WaitingCall[] {
  return waiting.filter((row) => row.hidden).sort(byUrgency);
}

/** The call that *Besvar neste* takes. */
export function nextInLine(waiting: readonly WaitingCall[]): WaitingCall | undefined {
  return inLine(waiting)[0];
}

/** Calls that are not on hold by the operator, the latest last: each has a card. */
export function openCalls(calls: readonly Call[]): Call[] {
  return calls.filter((call) => !call.held.operator);
}

/** Calls on hold, the longest first. */
export function heldCalls(calls: readonly Call[]): Call[] {
  return calls
    .filter((call) => call.held.operator)
    .sort((a, b) => (a.heldSinceMono ?? a.sinceMono) - (b.heldSinceMono ?? b.sinceMono));
}

/** The call that the hold key takes back: the one put on hold last. */
export function lastHeld(snapshot: Snapshot): Call | undefined {
  return heldCalls(snapshot.calls).at(-1);
}

/** Calls whose alarm has been acknowledged: their rows no longer flash. */
export function acknowledgedCalls(alarms: readonly Alarm[]): ReadonlySet<string> {
  return new Set(
    alarms.flatMap((alarm) => (alarm.acknowledged && alarm.call !== undefined ? [alarm.call] : [])),
  );
}

/** Nobody is signed in where somebody should be: nothing rings here. A call that still goes on keeps its zones. */
export function isUnstaffed({ info, snapshot }: Pick<ConsoleState, 'info' | 'snapshot'>): boolean {
  const asks = typeof info === 'object' && info.operators !== undefined;
  return asks && snapshot.position.state === 'signedOut' && snapshot.calls.length === 0;
}

/** The centre that the machine brings along to practise with, where it does. */
export function practiceOf({ info }: Pick<ConsoleState, 'info'>): PracticeInfo | undefined {
  return typeof info === 'object' ? info.practice : undefined;
}

/** The alarm that comes first of those nobody has acknowledged: the worst, then the oldest. */
export function worstAlarm(alarms: readonly Alarm[]): Alarm | undefined {
  const pressing = alarms.filter((alarm) => !alarm.acknowledged);
  // They stand in the order in which they were raised, and the sort keeps it.
  return pressing.sort((a, b) => a.rank - b.rank)[0];
}

/** Who gave up last, of those who can be reached and are not called back already. */
export function newestUnanswered({ unanswered }: Pick<Snapshot, 'unanswered'>): Unanswered | undefined {
  // The newest stands first.
  return unanswered.find(
    ({ caller, calledBackBy }) => calledBackBy === undefined && Boolean(caller.number ?? caller.uri),
  );
}

/** A call that is being taken back has a new leg, of which the recorder has said nothing yet. */
export function recordingOf({ state, recording }: Pick<Call, 'state' | 'recording'>): Call['recording'] {
  return state === 'recovering' && recording === 'confirmed' ? 'unknown' : recording;
}

/** Worst word about the voice log over the calls that are up; undefined when there is no call. Unknown is never good. */
export function recordingState(calls: readonly Call[]): Call['recording'] | undefined {
  const states = calls.filter((call) => call.state === 'up' || call.state === 'recovering').map(recordingOf);
  return (['missing', 'unknown', 'confirmed'] as const).find((state) => states.includes(state));
}
