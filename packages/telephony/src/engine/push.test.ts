import { expect, it } from 'vitest';
import { emptySnapshot, reduce } from '../contract/index.ts';
import type { Call, Event, Snapshot } from '../contract/index.ts';
import { createPush } from './push.ts';
import type { Push } from './push.ts';

/** Calls that mute as they are told, and tell it. */
function setUp(...calls: { call: string; muted: boolean }[]) {
  let snapshot: Snapshot = {
    ...emptySnapshot,
    calls: calls.map((one) => ({ ...one, held: { operator: false, peer: false } }) as Call),
  };
  const told: string[] = [];
  function happen(type: string, payload: object, call?: string): void {
    const event = { type, ...payload, call, wall: '2026-01-01T00:00:00Z' } as unknown as Event;
    snapshot = reduce(snapshot, event);
    const words = [type, ...(call === undefined ? [] : [call]), ...Object.values(payload).map(String)];
    told.push(words.join(' '));
    push.handleEvent(event);
  }
  const mute = (call: string, on: boolean): void => happen('call.muted', { on }, call);
  const push: Push = createPush({
    sink: { emit: (type, payload) => happen(type, payload) },
    snapshot: () => snapshot,
    mute,
  });
  return {
    push,
    told,
    mute,
    begin(call: string) {
      const one = { call, muted: false, state: 'answering', held: { operator: false, peer: false } };
      snapshot = { ...snapshot, calls: [...snapshot.calls, one as Call] };
      happen('call.answering', {}, call);
    },
    hold: (call: string) => happen('call.held', { by: 'operator' }, call),
    end: () => (snapshot = { ...snapshot, calls: [] }),
    snapshot: () => snapshot,
  };
}

it('opens a muted microphone for as long as it is held down', () => {
  const { push, told, snapshot } = setUp({ call: 'a', muted: true });
  push.press('talk');
  expect(snapshot().push).toBe('talk');
  push.release('released');
  expect(told).toEqual(['call.muted a false', 'ptt.down talk', 'call.muted a true', 'ptt.up talk released']);
  expect(snapshot().push).toBeUndefined();
});

it('mutes an open one for as long as it is held down', () => {
  const { push, told } = setUp({ call: 'a', muted: false });
  push.press('mute');
  push.release('lost');
  expect(told).toEqual(['call.muted a true', 'ptt.down mute', 'call.muted a false', 'ptt.up mute lost']);
});

it('changes nothing where the microphone is as it should be, or there is no call', () => {
  for (const calls of [[{ call: 'a', muted: false }], []]) {
    const { push, told } = setUp(...calls);
    push.press('talk');
    push.release('limit');
    expect(told).toEqual(['ptt.down talk', 'ptt.up talk limit']);
  }
});

it('mutes a call that begins, or is taken back, while it is held down', () => {
  const { push, told, begin } = setUp();
  push.press('mute');
  begin('a');
  push.release('released');
  expect(told).toEqual([
    'ptt.down mute',
    'call.answering a',
    'call.muted a true',
    'call.muted a false',
    'ptt.up mute released',
  ]);
});

it('goes with the operator to another call', () => {
  const { push, snapshot, begin, hold } = setUp({ call: 'a', muted: false });
  push.press('mute');
  hold('a');
  begin('b');
  const muted = () => Object.fromEntries(snapshot().calls.map(({ call, muted: on }) => [call, on]));
  expect(muted()).toEqual({ a: false, b: true });
  push.release('released');
  expect(muted()).toEqual({ a: false, b: false });
});

it('does not open what somebody muted while it was held down, and always ends a talk muted', () => {
  const cough = setUp({ call: 'a', muted: false });
  cough.push.press('mute');
  cough.mute('a', false);
  cough.mute('a', true);
  cough.push.release('released');
  expect(cough.snapshot().calls[0]?.muted).toBe(true);

  const talk = setUp({ call: 'a', muted: true });
  talk.push.press('talk');
  talk.mute('a', true);
  talk.mute('a', false);
  talk.push.release('released');
  expect(talk.snapshot().calls[0]?.muted).toBe(true);
});

it('lets go of a call that is over, and of the one before when another is pressed', () => {
  const { push, told, end } = setUp({ call: 'a', muted: true });
  push.press('talk');
  push.press('mute');
  end();
  push.release('released');
  push.release('released');
  expect(told.slice(2)).toEqual([
    'call.muted a true',
    'ptt.up talk released',
    'ptt.down mute',
    'ptt.up mute released',
  ]);
});
