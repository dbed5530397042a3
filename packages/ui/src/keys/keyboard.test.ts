// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { createConsole, focusPatience } from '../state/console.ts';
import { activeCall, event, info, scriptedPort, standingClock, waitingCall } from '../testing/console.ts';
import type { Snapshot } from '@samband/telephony/contract';
import { actions } from './actions.ts';
import { pressed } from './keyboard.ts';

function start(snapshot: Partial<Snapshot> = {}) {
  const time = standingClock();
  let id = 0;
  const console = createConsole({ clock: time.clock, newId: () => `c${(id += 1)}` });
  const port = scriptedPort();
  console.connect(port);
  port.snapshot(snapshot);
  const press = (key: string, more: object = {}) => {
    const preventDefault = vi.fn<() => void>();
    const base = { key, repeat: false, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
    pressed(console, actions, { ...base, target: document.body, preventDefault, ...more });
    return preventDefault;
  };
  const types = () => port.commands().map((command) => command.type);
  return { console, port, time, press, types, state: () => console.store.getState() };
}
const held = { operator: true, peer: false };

describe('function keys', () => {
  it('F1 answers the next, once however long it is held', () => {
    const { press, types } = start();
    expect(press('F1')).toHaveBeenCalled();
    expect(press('F1', { repeat: true })).toHaveBeenCalled();
    expect(types()).toEqual(['queue.answerNext']);
  });

  it('work in a field too', () => {
    const { press, types } = start({ calls: [activeCall('c1')] });
    press('F12', { target: document.createElement('input') });
    expect(types()).toEqual(['call.hangUp']);
  });

  it('F2 mutes and opens, F3 holds and takes back, F12 hangs up the current call only', () => {
    const { press, port, types } = start({ calls: [activeCall('c1'), activeCall('c2', { held })] });
    press('F2');
    press('F3');
    press('F12');
    expect(port.commands()).toMatchObject([
      { type: 'call.mute', call: 'c1', on: true },
      { type: 'call.hold', call: 'c1' },
      { type: 'call.hangUp', call: 'c1' },
    ]);
    port.say({
      kind: 'event',
      event: event('call.ended', 11, { by: 'operator', reason: '', talked: 1 }, { call: 'c1' }),
    });
    press('F12');
    press('F2');
    press('F3');
    expect(types().slice(3)).toEqual(['call.resume']);
  });

  it('F9 pauses; where it is guarded the second press confirms', () => {
    const { press, port } = start({ position: { number: 3, role: 'm', state: 'ready', since: 1 } });
    press('F9');
    port.reply(false, 'position.lastReady');
    press('F9');
    expect(port.commands()).toMatchObject([
      { type: 'position.pause' },
      { type: 'position.pause', confirmed: true },
    ]);
    expect(port.commands()[0]).not.toHaveProperty('confirmed');
    port.reply(true);
    port.say({ kind: 'event', event: event('paused', 11, {}) });
    press('F9');
    expect(port.commands().at(-1)).toMatchObject({ type: 'position.ready' });
  });
});

describe('digits', () => {
  const waiting = [
    waitingCall('w1'),
    waitingCall('w2', { priority: 1, withdrawn: true }),
    waitingCall('w3', { priority: 2 }),
  ];

  it('take the row with that number, not a withdrawn one, not one that is not there', () => {
    const { press, port, time } = start({ waiting });
    press('2');
    press('9');
    expect(port.commands()).toEqual([]);
    press('3');
    expect(port.commands()).toMatchObject([{ type: 'queue.answer', call: 'w3' }]);
    time.advance(1000);
    press('1', { ctrlKey: true });
    press('1', { target: document.createElement('input') });
    expect(port.commands()).toHaveLength(1);
  });

  it('answer a direct call as such', () => {
    const { queue: _none, ...direct } = waitingCall('d1');
    const { press, port } = start({ waiting: [direct] });
    press('1');
    expect(port.commands()).toMatchObject([{ type: 'call.answer', call: 'd1' }]);
  });

  it('go to the call as tones while its keypad is open', () => {
    const { console, press, port, state } = start({ waiting, calls: [activeCall('c1')] });
    console.setView({ keypad: true });
    press('1');
    press('#');
    expect(port.commands()).toMatchObject([
      { type: 'call.dtmf', call: 'c1', digits: '1' },
      { type: 'call.dtmf', call: 'c1', digits: '#' },
    ]);
    expect(state().view.sent).toBe('1#');
  });
});

it('? shows the keys, Escape closes the smallest open thing first', () => {
  const { console, press, state } = start({ calls: [activeCall('c1')] });
  press('?');
  console.setView({ keypad: true });
  expect(state().view).toMatchObject({ panel: 'keys', keypad: true });
  press('Escape');
  expect(state().view).toMatchObject({ panel: undefined, keypad: true });
  press('Escape');
  expect(state().view.keypad).toBe(false);
  press('?', { target: document.createElement('input') });
  expect(state().view.panel).toBeUndefined();
});

it('a held Enter on a button counts once', () => {
  const { press } = start();
  const button = document.createElement('button');
  expect(press('Enter', { target: button })).not.toHaveBeenCalled();
  expect(press('Enter', { target: button, repeat: true })).toHaveBeenCalled();
});

describe('keys with Shift', () => {
  const unanswered = [
    { call: 'u3', caller: { withheld: true, assertedBy: 'none' }, kind: 'abandoned', at: 3, waited: 1 },
    {
      call: 'u2',
      caller: { number: '2', withheld: false, assertedBy: 'network' },
      kind: 'abandoned',
      at: 2,
      waited: 1,
    },
    {
      call: 'u1',
      caller: { number: '1', withheld: false, assertedBy: 'network' },
      kind: 'abandoned',
      at: 1,
      waited: 1,
    },
  ] as const;
  const shift = { shiftKey: true };

  it('mean what the key means where they have no meaning of their own', () => {
    const { press, types } = start();
    press('F1', shift);
    expect(types()).toEqual(['queue.answerNext']);
  });

  it('call back the newest who can be reached, at the second press', () => {
    const { press, port, state } = start({ unanswered: [...unanswered] });
    press('F8', shift);
    expect(port.commands()).toEqual([]);
    expect(state().guard).toMatchObject({ why: 'callBack', asked: { payload: { call: 'u2' } } });
    press('F8', shift);
    expect(port.commands()).toMatchObject([{ type: 'unanswered.callBack', call: 'u2' }]);
    expect(state().guard).toBeUndefined();
  });
});

it('F11 acknowledges the worst alarm; with none, it closes a notice', () => {
  const alarm = { kind: 'x', since: 1, acknowledged: false } as const;
  const { console, press, port, state } = start({
    alarms: [
      { ...alarm, id: 'a2', rank: 2 },
      { ...alarm, id: 'a1', rank: 1 },
      { ...alarm, id: 'a0', rank: 1, acknowledged: true },
    ],
  });
  press('F11');
  expect(port.commands()).toMatchObject([{ type: 'alarm.acknowledge', alarm: 'a1' }]);
  port.snapshot();
  console.tellNotKept();
  press('F11');
  expect(state().notices).toEqual([]);
});

it('F7 shows the phone book and asks for the keyboard there, where the layout has it', () => {
  const { console, press, state } = start({
    position: { number: 3, role: 'medical', state: 'ready', since: 1 },
  });
  press('F7');
  expect(state().chosen.place.tab).toBeUndefined();
  console.setInfo(info);
  console.setView({ panel: 'keys' });
  press('F7');
  expect(state().chosen.place.tab).toBe('phonebook');
  expect(state().view).toMatchObject({ panel: undefined, focus: 'phonebook' });
});

it('the keyboard does not jump to a place that comes late', () => {
  const { press, state, time } = start();
  press('F5');
  expect(state().view.focus).toBe('note');
  time.advance(focusPatience);
  expect(state().view.focus).toBeUndefined();
});

it('a field that learns a key gets it', () => {
  const { press, types } = start();
  const field = document.createElement('button');
  field.dataset['learnsKey'] = '';
  expect(press('F1', { target: field })).not.toHaveBeenCalled();
  expect(types()).toEqual([]);
});
