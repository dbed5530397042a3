import type { AudioDevice } from '@samband/telephony/contract';
import { describe, expect, it } from 'vitest';
import { deviceOptions, levelOf, meterShare, talkWithoutMicrophone } from './devices.ts';

const microphone = (id: string, label: string): AudioDevice => ({ id, label, kind: 'microphone' });
const output = (id: string, label: string): AudioDevice => ({ id, label, kind: 'output' });
const chosen = (id: string, label: string) => ({ id, label, fellBack: false });

describe('the devices of a use', () => {
  it('are those of its kind; two of the same name are told apart by number', () => {
    const devices = [
      microphone('m1', 'Jabra'),
      output('t1', 'Jabra'),
      microphone('m2', 'Jabra'),
      microphone('m3', 'Realtek'),
    ];
    expect(deviceOptions(devices, 'microphone', undefined)).toEqual([
      { id: 'm1', label: 'Jabra', gone: false, number: 1 },
      { id: 'm2', label: 'Jabra', gone: false, number: 2 },
      { id: 'm3', label: 'Realtek', gone: false },
    ]);
    expect(deviceOptions(devices, 'ring', undefined)).toEqual([{ id: 't1', label: 'Jabra', gone: false }]);
  });

  it('keep the chosen one when it is gone', () => {
    expect(deviceOptions([], 'talk', chosen('t9', 'Gammel'))).toEqual([
      { id: 't9', label: 'Gammel', gone: true },
    ]);
  });
});

describe('talk in a device without a microphone', () => {
  const speaker = output('s', 'Høyttaler (Realtek Audio)');
  it.each([
    ['one box, two names', 'Headset Earphone (Jabra Link 380) (0b0e:24c8)', undefined],
    ['the same name', 'Jabra Link 380', undefined],
    ['a speaker', speaker.label, speaker.label],
  ])('%s', (_what, label, expected) => {
    const devices = [microphone('m', 'Headset Microphone (Jabra Link 380) (0b0e:24c8)'), output('t', label)];
    expect(talkWithoutMicrophone({ devices, uses: { talk: chosen('t', label) } })).toBe(expected);
  });

  it('says nothing of a device that is not there', () => {
    expect(talkWithoutMicrophone({ devices: [], uses: { talk: chosen('t', 'x') } })).toBeUndefined();
    expect(talkWithoutMicrophone({ devices: [speaker], uses: {} })).toBeUndefined();
  });
});

it('measures', () => {
  expect([-90, -60, -30, 0, 3].map(meterShare)).toEqual([0, 0, 0.5, 1, 1]);
  expect([undefined, -90, -50, -20, -1].map(levelOf)).toEqual(['unknown', 'none', 'low', 'good', 'loud']);
});
