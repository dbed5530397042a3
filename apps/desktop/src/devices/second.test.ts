import { usualBindings } from '@samband/hid';
import type { Desk } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { askedOf, secondCallsOf } from './second.ts';

const desk: Desk = {
  registered: true,
  ringing: true,
  dialling: false,
  active: true,
  held: false,
  muted: false,
  second: 'two',
  secondMuted: true,
  secondOwn: true,
  role: '',
  operator: '',
};
const request = { type: 'request', device: 'two', button: 'headset.mute', confirm: false } as const;
const mute = { ...request, request: 'toggleMute', to: true } as const;

it('has nobody who listens in where none is chosen, and no ringing for one', () => {
  expect(secondCallsOf({ ...desk, second: '' })).toBeUndefined();
  expect(secondCallsOf(desk)).toMatchObject({
    device: 'two',
    calls: { ringing: false, muted: true, active: true, listens: true },
  });
});

it('mutes with the operator or by itself', () => {
  const bindings = { 'headset.mute': 'none' };
  expect(askedOf(mute, bindings, desk)).toEqual({ action: 'medlytt.mute', confirm: false });
  expect(askedOf(mute, bindings, { ...desk, secondOwn: false })).toEqual({
    ...{ action: 'call.mute', confirm: false },
  });
  expect(askedOf(mute, bindings, { ...desk, second: '' })).toBeUndefined();
});

it('asks for nothing else, and leaves the other headset as it is', () => {
  const hook = { ...request, button: 'headset.hook', request: 'hangUp' } as const;
  const pressed = { type: 'pressed', device: 'two', button: 'headset.flash' } as const;
  expect(askedOf(hook, usualBindings, desk)).toBeUndefined();
  expect(askedOf(pressed, { 'headset.flash': 'position.pause' }, desk)).toBeUndefined();
  expect(askedOf({ ...hook, device: 'one' }, usualBindings, desk)).toEqual({
    ...{ action: 'call.hangUp', confirm: false },
  });
});
