import { expect, it } from 'vitest';
import { deskActions } from '../../telephony/src/contract/devices.ts';
import { actions, askedBy, bindingsSchema, preview, problemsOf, usualBindings } from './actions.ts';
import type { Bindings } from './actions.ts';
import { noCalls, usualHeadsetOptions } from './headset/index.ts';
import type { HeadsetCalls } from './headset/index.ts';

it('knows the actions that the engine knows', () => {
  expect([...actions].sort()).toEqual([...deskActions].sort());
});

const request = {
  type: 'request',
  device: 'd',
  button: 'headset.hook',
  request: 'answer',
  confirm: false,
} as const;
const pressed = { type: 'pressed', device: 'd', button: 'pedal.right' } as const;

it('asks for what the headset asks, unless its button is bound otherwise', () => {
  expect(askedBy(request, usualBindings)).toEqual({ action: 'call.answer', confirm: false });
  const other = { ...usualBindings, 'headset.hook': 'queue.answerNext' };
  expect(askedBy(request, other)).toBeUndefined();
  expect(askedBy({ ...pressed, button: 'headset.hook' }, other)).toEqual({
    action: 'queue.answerNext',
    confirm: false,
  });
  expect(askedBy({ ...request, request: 'hangUp', confirm: true }, usualBindings)).toEqual({
    action: 'call.hangUp',
    confirm: true,
  });
});

it('rejects nothing: a queue call waits on for others', () => {
  expect(askedBy({ ...request, button: 'headset.reject', request: 'reject' }, usualBindings)).toBeUndefined();
});

it('holds what is held for as long as the pedal is down', () => {
  expect(askedBy(pressed, usualBindings)).toEqual({ action: 'ptt.talk', down: true });
  expect(askedBy({ ...pressed, type: 'released', why: 'lost' }, usualBindings)).toEqual({
    action: 'ptt.talk',
    down: false,
    why: 'lost',
  });
  expect(askedBy({ ...pressed, button: 'pedal.middle' }, usualBindings)).toEqual({
    action: 'queue.answerNext',
    confirm: false,
  });
  expect(
    askedBy({ ...pressed, type: 'released', button: 'pedal.middle', why: 'released' }, usualBindings),
  ).toBeUndefined();
});

it('does nothing with a button that is bound to nothing, to none, or to what nobody knows', () => {
  for (const bindings of [{}, { 'pedal.right': 'none' }, { 'pedal.right': 'self.destruct' }] as Bindings[])
    expect(askedBy(pressed, bindings)).toBeUndefined();
  expect(askedBy({ ...pressed, button: 'headset.hook' }, { 'headset.hook': 'ptt.talk' })).toBeUndefined();
  expect(askedBy({ type: 'removed', device: 'd' }, usualBindings)).toBeUndefined();
});

it.each([
  ['unknownAction', { 'pedal.left': 'fly' }],
  ['needsRelease', { 'headset.flash': 'ptt.talk' }],
  ['askedOfPedal', { 'pedal.left': 'asked' }],
  ['twice', { 'pedal.left': 'call.hold', 'pedal.right': 'call.hold' }],
  ['opposed', { 'pedal.left': 'ptt.talk', 'pedal.right': 'ptt.mute' }],
] as [string, Bindings][])('finds what is %s', (problem, bindings) => {
  expect(problemsOf(bindings).map((found) => found.problem)).toContain(problem);
});

it('finds nothing wrong with the usual set, nor with a plain one', () => {
  expect(problemsOf(usualBindings)).toEqual([]);
  expect(problemsOf({ 'headset.hook': 'asked', 'pedal.left': 'ptt.talk', 'pedal.right': 'none' })).toEqual(
    [],
  );
});

const now = (button: string, calls: Partial<HeadsetCalls>, more: object = {}) =>
  preview(button, {
    bindings: usualBindings,
    calls: { ...noCalls, registered: true, ...calls },
    options: usualHeadsetOptions,
    ...more,
  });

it.each<[string, Partial<HeadsetCalls>, string | undefined, boolean]>([
  ['headset.hook', {}, undefined, false],
  ['headset.hook', { ringing: true }, 'call.answer', false],
  ['headset.hook', { active: true }, 'call.hangUp', false],
  ['headset.hook', { active: true, ringing: true }, 'call.hangUp', true],
  ['headset.hook', { held: true }, 'call.hangUp', true],
  ['headset.mute', { active: true }, 'call.mute', false],
  ['headset.mute', { ringing: true }, undefined, false],
  ['headset.flash', { held: true }, 'call.hold', false],
  ['headset.reject', { ringing: true }, undefined, false],
  ['headset.redial', {}, undefined, false],
  ['headset.keypad', { active: true }, undefined, false],
  ['pedal.middle', { ringing: true }, 'queue.answerNext', false],
  ['pedal.middle', {}, undefined, false],
  ['pedal.right', { active: true }, 'ptt.talk', false],
  ['pedal.far', { active: true }, undefined, false],
])('%s with %j would do %s', (button, calls, action, confirm) => {
  expect(now(button, calls)).toEqual(action === undefined ? undefined : { action, confirm });
});

it('previews what the position has chosen for a headset at rest', () => {
  const options = { ...usualHeadsetOptions, idleHook: 'answer', idleRedial: 'redial' } as const;
  expect(now('headset.hook', {}, { options })).toEqual({ action: 'call.answer', confirm: false });
  expect(now('headset.redial', {}, { options })).toEqual({ action: 'unanswered.callBack', confirm: false });
  expect(now('headset.hook', { held: true }, { holdClearsOffHook: true })).toEqual({
    action: 'call.hold',
    confirm: false,
  });
});

it('reads bindings from outside', () => {
  expect(bindingsSchema.parse({ ...usualBindings })).toEqual(usualBindings);
  expect(bindingsSchema.safeParse({ 'pedal.left': 5 }).success).toBe(false);
});

it('mutes who listens in where that mute is its own, in a call or not', () => {
  const bindings = { 'pedal.left': 'medlytt.mute' };
  const mutes = { action: 'medlytt.mute', confirm: false };
  expect(now('pedal.left', { secondOwn: true }, { bindings })).toEqual(mutes);
  expect(now('pedal.left', { secondOwn: false, active: true }, { bindings })).toBeUndefined();
  expect(askedBy({ ...pressed, button: 'pedal.left' }, bindings)).toEqual(mutes);
});
