import { describe, expect, it } from 'vitest';
import { site } from '../testing/console.ts';
import { actions, keyOf } from './actions.ts';
import { bindings, rebind, swap } from './bindings.ts';
import { isFree } from './chord.ts';

const [role] = site.roles;
if (!role) throw new Error('a role is needed');
const ofRole = {
  ...role,
  actions: { F2: 'queue.answerNext', 'pedal.left': 'call.mute', '1': 'call.hold', F12: 'no.such' },
};

describe('keys', () => {
  it('are free for the site to give, each for one action; only ? types a sign', () => {
    const keys = actions.map((action) => action.key).filter((key) => key !== '');
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !isFree(key))).toEqual(['?']);
  });

  it('of a role take the place of the usual; one action never has two, one key never two actions', () => {
    const bound = bindings(ofRole);
    expect(keyOf(bound, 'queue.answerNext')).toBe('F2');
    expect(keyOf(bound, 'call.mute')).toBe('');
    expect(keyOf(bound, 'call.hold')).toBe('F3');
    expect(keyOf(bound, 'call.hangUp')).toBe('F12');
    expect(keyOf(bindings(undefined), 'call.mute')).toBe('F2');
  });

  it('of a person stand over those of the role', () => {
    const bound = bindings(ofRole, { 'call.mute': 'F2', 'call.hangUp': '' });
    expect(keyOf(bound, 'call.mute')).toBe('F2');
    expect(keyOf(bound, 'queue.answerNext')).toBe('');
    expect(keyOf(bound, 'call.hangUp')).toBe('');
  });

  it('that make no sense in a person’s settings are left out', () => {
    const bound = bindings(undefined, {
      'no.such': 'F1',
      'call.mute': '5',
      'call.hold': 'F8',
      'call.hangUp': 'F8',
      'keys.help': '?',
    });
    expect(keyOf(bound, 'queue.answerNext')).toBe('F1');
    expect(keyOf(bound, 'call.mute')).toBe('F2');
    expect(keyOf(bound, 'call.hold')).toBe('F8');
    expect(keyOf(bound, 'call.hangUp')).toBe('F12');
    expect(keyOf(bound, 'keys.help')).toBe('?');
  });
});

describe('giving a key to an action', () => {
  const bound = bindings(undefined);
  it('takes a free one', () => {
    expect(rebind(bound, { 'call.hold': 'F4' }, 'call.mute', 'F8')).toEqual({
      kind: 'free',
      keys: { 'call.hold': 'F4', 'call.mute': 'F8' },
    });
  });
  it('says whose it is, or that nobody may have it', () => {
    expect(rebind(bound, {}, 'call.mute', 'F1')).toMatchObject({
      kind: 'taken',
      by: { id: 'queue.answerNext' },
    });
    expect(rebind(bound, {}, 'call.mute', 'Enter').kind).toBe('reserved');
    expect(rebind(bound, {}, 'call.mute', '?').kind).toBe('reserved');
    expect(rebind(bound, {}, 'call.mute', 'F2').kind).toBe('same');
    expect(rebind(bindings(undefined, { 'keys.help': 'F8' }), {}, 'keys.help', '?').kind).toBe('free');
  });
  it('can be a swap', () => {
    const by = bound.find((action) => action.id === 'call.hold');
    if (!by) throw new Error('no such action');
    const swapped = bindings(undefined, swap(bound, {}, 'call.mute', by));
    expect(keyOf(swapped, 'call.mute')).toBe('F3');
    expect(keyOf(swapped, 'call.hold')).toBe('F2');
    // The sign of the help can be of no use to another.
    expect(swap(bound, {}, 'keys.help', by)).toEqual({ 'keys.help': 'F3', 'call.hold': '' });
  });
});
