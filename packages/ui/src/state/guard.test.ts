import { expect, it } from 'vitest';
import { asksAgain, confirmed, confirms, guardOf } from './guard.ts';
import type { Asked } from './guard.ts';

const role = (name: string): Asked => ({ type: 'position.changeRole', payload: { role: name } });

it('stands for a command that the engine refused to the last ready position, and for no other refusal', () => {
  expect(guardOf(role('a'), { code: 'position.lastReady' })).toEqual({ why: 'lastReady', asked: role('a') });
  expect(guardOf(role('a'), { code: 'position.maybeLastReady' })?.why).toBe('maybeLastReady');
  expect(guardOf(role('a'), { code: 'role.unknown' })).toBeUndefined();
  expect(guardOf(undefined, { code: 'position.lastReady' })).toBeUndefined();
  expect(asksAgain('position.signOut', { code: 'position.lastReady' })).toBe(true);
  expect(asksAgain('queue.hide', { code: 'position.lastReady' })).toBe(false);
  expect(asksAgain('position.signOut', { code: 'toString' })).toBe(false);
});

it('is confirmed by the same press only: another role asks anew', () => {
  const guard = guardOf(role('a'), { code: 'position.lastReady' });
  expect(confirms(guard, role('a'))).toBe(true);
  expect(confirms(guard, role('b'))).toBe(false);
  expect(confirms(guard, { type: 'position.signOut', payload: {} })).toBe(false);
  expect(confirms(undefined, role('a'))).toBe(false);
});

it('sends the command as it was asked for, confirmed; a call back needs no such word', () => {
  expect(confirmed(role('a'))).toEqual({
    type: 'position.changeRole',
    payload: { role: 'a', confirmed: true },
  });
  const callBack: Asked = { type: 'unanswered.callBack', payload: { call: 'u1' } };
  expect(confirmed(callBack)).toEqual(callBack);
});
