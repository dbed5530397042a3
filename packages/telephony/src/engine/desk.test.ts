import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../contract/index.ts';
import type { Call, Snapshot } from '../contract/index.ts';
import { askedBy, deskOf } from './desk.ts';

const call = (id: string, more: object = {}): Call =>
  ({ call: id, state: 'up', held: { operator: false, peer: false }, muted: false, ...more }) as Call;
const held = (id: string, heldSinceMono: number): Call =>
  call(id, { held: { operator: true, peer: false }, heldSinceMono });
const waiting = (id: string, more: object = {}) =>
  ({ call: id, queue: '113', hidden: false, withdrawn: false, ...more }) as Snapshot['waiting'][number];
const at = (more: object): Snapshot => ({ ...emptySnapshot, ...more });

describe('deskOf', () => {
  it('is dark without a registration', () => {
    expect(Object.values(deskOf(emptySnapshot))).not.toContain(true);
  });
  it.each([
    [{ edges: [{ registered: ['sip:pos1@x'] }] }, { registered: true, ringing: false, active: false }],
    [{ waiting: [waiting('a')] }, { ringing: true }],
    [{ waiting: [waiting('a', { hidden: true }), waiting('b', { withdrawn: true })] }, { ringing: false }],
    [{ calls: [call('a', { state: 'dialling' })] }, { dialling: true, active: false }],
    [{ calls: [call('a', { muted: true })] }, { active: true, muted: true }],
    [{ calls: [call('a', { state: 'answering' })] }, { active: true }],
    [{ calls: [held('a', 1)] }, { active: false, held: true, muted: false }],
    [{ calls: [held('a', 1), call('b')] }, { active: true, held: true }],
    [{}, { second: '', secondOwn: false, secondMuted: false }],
    [
      { calls: [call('a', { muted: true })], medlytt: { mute: 'shared', muted: false, headset: 'h' } },
      { second: 'h', secondOwn: false, secondMuted: true },
    ],
    [
      { calls: [call('a')], medlytt: { mute: 'own', muted: true, headset: 'h' } },
      { second: 'h', secondOwn: true, secondMuted: true, muted: false },
    ],
  ])('of %j', (snapshot, desk) => {
    expect(deskOf(at(snapshot))).toMatchObject(desk);
  });
});

describe('askedBy', () => {
  it.each([
    ['queue.answerNext', {}, { type: 'queue.answerNext' }],
    ['call.answer', { waiting: [waiting('a')] }, { type: 'queue.answerNext' }],
    [
      'call.answer',
      { waiting: [waiting('a'), waiting('b', { queue: undefined })] },
      { type: 'call.answer', call: 'b' },
    ],
    ['call.hangUp', { calls: [held('a', 1), call('b')] }, { type: 'call.hangUp', call: 'b' }],
    ['call.hangUp', { calls: [held('a', 1)] }, undefined],
    ['call.mute', { calls: [call('a', { muted: true })] }, { type: 'call.mute', call: 'a', on: false }],
    ['call.mute', {}, undefined],
    ['call.hold', { calls: [call('a')] }, { type: 'call.hold', call: 'a' }],
    ['call.hold', { calls: [held('a', 2), held('b', 1)] }, { type: 'call.resume', call: 'a' }],
    [
      'unanswered.callBack',
      {
        unanswered: [
          { call: 'b', at: 1 },
          { call: 'a', at: 2 },
        ],
      },
      { type: 'unanswered.callBack', call: 'b' },
    ],
    ['position.pause', { position: { state: 'ready' } }, { type: 'position.pause' }],
    ['position.pause', { position: { state: 'paused' } }, { type: 'position.ready' }],
    [
      'alarm.acknowledge',
      {
        alarms: [
          { id: 'a', rank: 1, acknowledged: true },
          { id: 'b', rank: 3, acknowledged: false },
          { id: 'c', rank: 2, acknowledged: false },
        ],
      },
      { type: 'alarm.acknowledge', alarm: 'c' },
    ],
    ['medlytt.mute', {}, undefined],
    ['medlytt.mute', { medlytt: { mute: 'own', muted: true }, uses: {} }, undefined],
    [
      'medlytt.mute',
      { medlytt: { mute: 'own', muted: true }, uses: { medlyttMicrophone: { id: 'm' } } },
      { type: 'medlytt.mute', on: false },
    ],
    ['ptt.talk', {}, undefined],
    ['call.transfer', {}, undefined],
    ['constructor', {}, undefined],
  ])('%s of %j', (action, snapshot, asked) => {
    expect(askedBy(action, at(snapshot))).toEqual(asked);
  });
});

it('leaves a mute that is as the headset has it', () => {
  const snapshot = at({ calls: [call('a', { muted: true })] });
  expect(askedBy('call.mute', snapshot, true)).toBeUndefined();
  expect(askedBy('call.mute', snapshot, false)).toMatchObject({ on: false });
});
