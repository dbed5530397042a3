import { usualBindings } from '@samband/hid';
import { expect, it } from 'vitest';
import { boundBy } from './bindings.ts';

it('is the usual where nobody says otherwise', () => {
  expect(boundBy()).toMatchObject({ bindings: usualBindings, headset: { idleHook: 'nothing' } });
});

it('lets a site say what an idle hook does, and leaves the hook to the call', () => {
  const { bindings, headset } = boundBy({ 'headset.hook': 'queue.answerNext', 'pedal.left': 'call.mute' });
  expect(bindings).toMatchObject({ 'headset.hook': 'asked', 'pedal.left': 'call.mute' });
  expect(headset).toMatchObject({ idleHook: 'answer', idleRedial: 'nothing' });
});

it('lets a person have it otherwise than the role, button by button', () => {
  const role = { 'headset.hook': 'queue.answerNext', 'pedal.left': 'call.mute', F1: 'queue.answerNext' };
  const { bindings, headset } = boundBy(role, { 'headset.hook': 'none', 'pedal.left': 'ptt.mute' });
  expect(bindings).toMatchObject({ 'headset.hook': 'none', 'pedal.left': 'ptt.mute' });
  expect(bindings).not.toHaveProperty('F1');
  expect(headset.idleHook).toBe('nothing');
});
