import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandPayloads, parseCommand, replySchema } from './command.ts';
import type { CommandType } from './command.ts';

const head = { id: 'k1', at: 1, from: 'screen' };
const payloads: Record<CommandType, object> = {
  'position.signIn': { operator: 'kari', pin: '4711', role: 'medical' },
  'position.signOut': { confirmed: true },
  'position.changeRole': { role: 'ward', confirmed: true },
  'position.ready': {},
  'position.pause': { reason: 'mat', confirmed: true },
  'queue.answerNext': {},
  'queue.answer': { call: 'c1' },
  'queue.hide': { call: 'c1' },
  'queue.unhide': { call: 'c1' },
  'unanswered.callBack': { call: 'c1' },
  'unanswered.dismiss': { call: 'c1', reason: 'ringte selv' },
  'call.dial': { target: 'tel:+4722222222' },
  'call.answer': { call: 'c1' },
  'call.hangUp': { call: 'c1' },
  'call.hold': { call: 'c1' },
  'call.resume': { call: 'c1' },
  'call.mute': { call: 'c1', on: true },
  'call.dtmf': { call: 'c1', digits: '0123456789ABCD*#' },
  'call.note': { call: 'c1', text: 'ringer igjen' },
  'device.select': { use: 'ring', device: 'id' },
  'device.test': { use: 'talk' },
  'device.retry': {},
  'device.learn': { device: '05f3:00ff', names: ['left', 'right'] },
  'device.lamp': { device: '0b0e:0307', lamp: 'ring' },
  'medlytt.set': { mute: 'own', headset: '0b0e:0307' },
  'medlytt.mute': { on: false },
  'alarm.acknowledge': { alarm: 'a1' },
};

describe('parseCommand', () => {
  it('reads every command and drops what it does not know', () => {
    expect(Object.keys(payloads)).toEqual(Object.keys(commandPayloads));
    for (const [type, payload] of Object.entries(payloads)) {
      const command = { ...head, type, ...payload };
      expect(parseCommand({ ...command, stray: 1 })).toEqual(command);
    }
  });

  it.each([
    ['no type', head],
    ['an unknown type', { ...head, type: 'call.explode', call: 'c1' }],
    ['a name of Object.prototype', { ...head, type: 'constructor' }],
    ['no call', { ...head, type: 'call.hangUp' }],
    ['an empty call', { ...head, type: 'call.hangUp', call: '' }],
    ['a call out of bounds', { ...head, type: 'call.hangUp', call: 'x'.repeat(257) }],
    ['digits that are none', { ...head, type: 'call.dtmf', call: 'c1', digits: '12x' }],
    ['no digits', { ...head, type: 'call.dtmf', call: 'c1', digits: '' }],
    ['too many digits', { ...head, type: 'call.dtmf', call: 'c1', digits: '1'.repeat(33) }],
    ['a sender that is none', { ...head, from: 'caller', type: 'queue.answerNext' }],
    ['no id', { at: 1, from: 'screen', type: 'queue.answerNext' }],
    ['a time that is none', { ...head, at: Number.NaN, type: 'queue.answerNext' }],
  ])('refuses %s', (_what, input) => {
    expect(() => parseCommand(input)).toThrow();
  });

  it('refuses anything else without breaking', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(() => parseCommand(input)).toThrow(expect.objectContaining({ name: 'ZodError' }));
      }),
    );
  });
});

it('a refusal says code, category and message key', () => {
  const error = { code: 'last.ready', category: 'state', messageKey: 'error.lastReady' };
  expect(replySchema.parse({ id: 'k1', ok: false, error })).toEqual({ id: 'k1', ok: false, error });
  expect(replySchema.safeParse({ id: 'k1', ok: false }).success).toBe(false);
});
