import { expect, it } from 'vitest';
import { lampsOf } from './lamps.ts';
import { noCalls } from './situation.ts';
import type { HeadsetCalls } from './situation.ts';

const plain = { holdClearsOffHook: false, audibleRinger: false };
const on = (calls: Partial<HeadsetCalls>, rules = plain): string[] =>
  Object.entries(lampsOf({ ...noCalls, registered: true, ...calls }, rules))
    .filter(([, value]) => value)
    .map(([name]) => name)
    .sort();

it.each<[string, Partial<HeadsetCalls>, string[]]>([
  ['nothing without a registration', { registered: false }, []],
  ['on line while idle', {}, ['onLine']],
  ['ring', { ringing: true }, ['onLine', 'ring']],
  ['off hook while dialling', { dialling: true }, ['line', 'offHook', 'onLine']],
  ['off hook in a call', { active: true }, ['line', 'offHook', 'onLine']],
  ['mute in a call', { active: true, muted: true }, ['line', 'microphone', 'mute', 'offHook', 'onLine']],
  ['no mute without a call', { muted: true }, ['onLine']],
  ['hold, still off hook', { held: true }, ['hold', 'line', 'offHook', 'onLine']],
  ['ring beside a call', { active: true, ringing: true }, ['line', 'offHook', 'onLine', 'ring']],
  ['no hold while one speaks', { active: true, held: true }, ['line', 'offHook', 'onLine']],
  ['a call without its registration', { registered: false, active: true }, ['line', 'offHook']],
])('shows %s', (_, calls, lamps) => {
  expect(on(calls)).toEqual(lamps);
});

it('clears Off-Hook on hold where the device wants it', () => {
  expect(on({ held: true }, { ...plain, holdClearsOffHook: true })).toEqual(['hold', 'onLine']);
});

it('rings aloud only where wanted', () => {
  expect(on({ ringing: true }, { ...plain, audibleRinger: true })).toContain('ringer');
});
