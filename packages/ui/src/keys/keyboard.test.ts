// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { createConsole } from '../state/console.ts';
import { activeCall, event, scriptedPort, site, standingClock, waitingCall } from '../testing/console.ts';
import type { Snapshot } from '@samband/telephony/contract';
import { actions, bindings, keyOf } from './actions.ts';
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
    const base = { key, repeat: false, ctrlKey: false, altKey: false, metaKey: false };
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

it('a role has its own function keys; one action never has two, one key never two actions', () => {
  const [role] = site.roles;
  if (!role) throw new Error('a role is needed');
  const bound = bindings({ ...role, actions: { F2: 'queue.answerNext', 'pedal.left': 'call.mute' } });
  expect(keyOf(bound, 'queue.answerNext')).toBe('F2');
  expect(keyOf(bound, 'call.mute')).toBe('');
  expect(keyOf(bindings(undefined), 'call.mute')).toBe('F2');
});
