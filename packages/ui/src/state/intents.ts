import { currentCall, layoutOf } from '@samband/telephony/contract';
import type { CallLogEntry, Layout, WaitingCall } from '@samband/telephony/contract';
import type { Console } from './console.ts';
import { guideAt, guideTurned } from './guide.ts';
import { lastHeld, newestUnanswered, visibleRows, worstAlarm } from './selectors.ts';
import type { PanelName } from './types.ts';

/** What the operator means by a press, the same by button and by key. */
export function answerNext({ send }: Console): void {
  send('queue.answerNext', {});
}

export function answerRow({ send }: Console, row: WaitingCall): void {
  if (row.withdrawn) return;
  if (row.queue === undefined) send('call.answer', { call: row.call });
  else send('queue.answer', { call: row.call });
}

/** `place` counts from 1, as shown on the rows. */
export function answerPlace(console: Console, place: number): void {
  const row = visibleRows(console.store.getState().snapshot.waiting)[place - 1];
  if (row) answerRow(console, row);
}

export function toggleMute({ store, send }: Console): void {
  const call = currentCall(store.getState().snapshot);
  if (call) send('call.mute', { call: call.call, on: !call.muted });
}

/** Of the second headset, where its mute is its own and it can be heard. */
export function toggleSecondMute({ store, send }: Console): void {
  const { uses, medlytt } = store.getState().snapshot;
  if (uses.medlyttMicrophone && medlytt.mute === 'own') send('medlytt.mute', { on: !medlytt.muted });
}

/** Holds the current call; with none, takes back the one that was put on hold last. */
export function toggleHold({ store, send }: Console): void {
  const { snapshot } = store.getState();
  const call = currentCall(snapshot);
  const held = lastHeld(snapshot);
  if (call) send('call.hold', { call: call.call });
  else if (held) send('call.resume', { call: held.call });
}

export function hangUp({ store, send }: Console): void {
  const call = currentCall(store.getState().snapshot);
  if (call) send('call.hangUp', { call: call.call });
}

/** Ready or pause. While the engine asks for a second press, this is that press. */
export function togglePause({ store, send, ask }: Console): void {
  if (store.getState().snapshot.position.state === 'paused') send('position.ready', {});
  else ask({ type: 'position.pause', payload: {} });
}

export function sendDigit({ store, send, setView }: Console, digit: string): void {
  const { snapshot, view } = store.getState();
  const call = currentCall(snapshot);
  if (!call) return;
  if (send('call.dtmf', { call: call.call, digits: digit }))
    setView({ sent: (view.sent + digit).slice(-32) });
}

export function toggleKeypad({ store, setView }: Console): void {
  const { snapshot, view } = store.getState();
  if (currentCall(snapshot)) setView({ keypad: !view.keypad, sent: '' });
}

/** The first press shows whom it is about, the second calls back: a key must not dial somebody unseen. */
export function callBackNewest({ store, send, guard, cancelGuard }: Console): void {
  const state = store.getState();
  const waiting = state.guard?.asked;
  if (waiting?.type === 'unanswered.callBack') {
    cancelGuard();
    send('unanswered.callBack', waiting.payload);
    return;
  }
  const newest = newestUnanswered(state.snapshot);
  if (newest)
    guard({ why: 'callBack', asked: { type: 'unanswered.callBack', payload: { call: newest.call } } });
}

type Party = Pick<CallLogEntry, 'call' | 'direction' | 'caller' | 'dialled'>;

/** What calls the other party of a call; undefined where nothing is known that can be dialled. */
export function reachOf({ direction, dialled, caller }: Party): string | undefined {
  if (direction === 'outgoing' && dialled !== '') return dialled;
  return caller.number ?? caller.uri;
}

/** Calls the other party of a call that is over. Who was not helped is called back as such, so that the list says so. */
export function callAgain({ store, send }: Console, party: Party): void {
  const { unanswered } = store.getState().snapshot;
  const target = reachOf(party);
  if (unanswered.some(({ call }) => call === party.call)) send('unanswered.callBack', { call: party.call });
  else if (target !== undefined) send('call.dial', { target });
}

/** The worst alarm that nobody has acknowledged; with none, the newest notice is closed. */
export function acknowledgeWorst({ store, send, closeNotice }: Console): void {
  const { snapshot, notices } = store.getState();
  const worst = worstAlarm(snapshot.alarms);
  const notice = notices.at(-1);
  if (worst) send('alarm.acknowledge', { alarm: worst.id });
  else if (notice) closeNotice(notice.id);
}

/** Shows a tab of the right zone, where the role's layout has it, and gives the keyboard to its field. */
export function openTab({ store, choosePlace, setView }: Console, tab: Layout['tabs'][number]): void {
  const { site, snapshot, info } = store.getState();
  const told = snapshot.position.role;
  const role = told === '' && typeof info === 'object' ? info.role : told;
  if (!site || !layoutOf(site, role).tabs.includes(tab)) return;
  choosePlace({ tab });
  setView({ panel: undefined, ...(tab === 'quick' ? {} : { focus: tab }) });
}

/** Opens a panel of the right zone, or closes it. */
export function togglePanel({ store, setView }: Console, panel: PanelName): void {
  const open = store.getState().view.panel !== panel;
  setView({ panel: open ? panel : undefined, focus: open ? 'panel' : undefined });
}

/** From the beginning, by the operator's own wish: the keyboard goes along. */
export function startGuide({ store, setView }: Console): void {
  setView({ guide: guideAt('sound', store.getState().snapshot), panel: undefined, focus: 'guide' });
}

/** A step on or back. What a step had opened is put away with it. */
export function turnGuide({ store, setView }: Console, by: 1 | -1): void {
  const { view, snapshot } = store.getState();
  if (!view.guide) return;
  const opened = view.guide.step === 'sound' && view.panel === 'sound';
  setView({
    guide: guideTurned(view.guide, by, snapshot),
    ...(opened ? { panel: undefined } : {}),
  });
}

/** Escape: the smallest open thing goes first. */
export function cancel({ store, cancelGuard, setView }: Console): void {
  const { view, guard } = store.getState();
  if (guard) cancelGuard();
  else if (view.panel) setView({ panel: undefined });
  else if (view.keypad) setView({ keypad: false, sent: '' });
}
