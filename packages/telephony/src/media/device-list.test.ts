import { describe, expect, it } from 'vitest';
import {
  chooseDevice,
  chooseMicrophone,
  chooseOnly,
  compareDevices,
  noDevices,
  readDevices,
} from './device-list.ts';

function info(kind: MediaDeviceKind, deviceId: string, label: string, groupId = label): MediaDeviceInfo {
  return { kind, deviceId, label, groupId, toJSON: () => ({}) };
}
const headset = info('audiooutput', 'h1', 'Headset');
const speaker = info('audiooutput', 's1', 'Speaker');
const list = readDevices([
  info('audioinput', 'default', 'Default', 'HeadsetMic'),
  info('audioinput', 'm1', 'HeadsetMic'),
  info('audiooutput', 'default', 'Default - Speaker', 'Speaker'),
  info('audiooutput', 'communications', 'Communications - Headset', 'Headset'),
  headset,
  speaker,
  info('videoinput', 'v1', 'Camera'),
]);

describe('readDevices', () => {
  it('lists real microphones and outputs, and knows the device behind the default', () => {
    expect(list.devices).toEqual([
      { id: 'm1', label: 'HeadsetMic', kind: 'microphone' },
      { id: 'h1', label: 'Headset', kind: 'output' },
      { id: 's1', label: 'Speaker', kind: 'output' },
    ]);
    expect(list.defaults).toEqual({ microphone: 'm1', output: 's1' });
  });

  it('leaves out what has no name yet', () =>
    expect(readDevices([info('audioinput', '', ''), info('audiooutput', 'x', '')])).toEqual(noDevices));
});

describe('compareDevices', () => {
  it('tells what came and what went', () => {
    const later = readDevices([headset, info('audiooutput', 'n1', 'New')]);
    const { appeared, removed } = compareDevices(list, later);
    expect(appeared.map((device) => device.label)).toEqual(['New']);
    expect(removed.map((device) => device.label)).toEqual(['HeadsetMic', 'Speaker']);
    expect(compareDevices(list, list)).toEqual({ appeared: [], removed: [] });
  });
});

describe('chooseDevice', () => {
  const pin = { id: 'h1', label: 'Headset' };

  it('takes the pinned one by id', () =>
    expect(chooseDevice('output', pin, list)).toEqual({ id: 'h1', label: 'Headset', fallback: false }));

  it('takes it by label when its id has changed', () =>
    expect(chooseDevice('output', { id: 'old', label: 'Headset' }, list)).toMatchObject({
      id: 'h1',
      fallback: false,
    }));

  describe('two headsets of one make', () => {
    const twin = info('audiooutput', 'h2', 'Headset');
    const both = readDevices([twin, headset, speaker]);

    it('are told apart by id', () => {
      expect(chooseDevice('output', pin, both)).toMatchObject({ id: 'h1', fallback: false });
      expect(chooseDevice('output', { ...pin, id: 'h2' }, both)).toMatchObject({ id: 'h2', fallback: false });
    });

    it('stand in for each other, and that is told', () => {
      const one = readDevices([speaker, twin], both);
      expect(chooseDevice('output', pin, one)).toEqual({ id: 'h2', label: 'Headset', fallback: true });
      const none = readDevices([speaker], one);
      expect(chooseDevice('output', pin, none)).toMatchObject({ id: 's1', fallback: true });
      const again = readDevices([twin, headset, speaker], none);
      expect(chooseDevice('output', pin, again)).toMatchObject({ id: 'h1', fallback: false });
    });

    it('one that gives no sound leaves the work to the other', () =>
      expect(chooseDevice('output', pin, both, new Set(['h1']))).toMatchObject({ id: 'h2', fallback: true }));
  });

  it('a loudspeaker to talk by has no microphone, and the headset’s is not taken from it', () => {
    const talk = { id: 's1', label: 'Speaker' };
    const microphone = { id: 'm1', label: 'HeadsetMic' };
    expect(chooseDevice('output', talk, list)).toMatchObject({ id: 's1', fallback: false });
    expect(chooseDevice('microphone', microphone, list)).toMatchObject({ id: 'm1', fallback: false });
  });

  it('never a pseudo-device, pinned or not', () => {
    for (const id of ['default', 'communications'])
      expect(chooseDevice('output', { id, label: 'Default - Speaker' }, list)).toMatchObject({
        id: 's1',
        fallback: true,
      });
  });

  it('falls back to the real device behind the default', () =>
    expect(chooseDevice('output', { id: 'gone', label: 'Gone' }, list)).toEqual({
      id: 's1',
      label: 'Speaker',
      fallback: true,
    }));

  it('passes over a device that is listed but gives no sound', () =>
    expect(chooseDevice('output', pin, list, new Set(['h1']))).toMatchObject({ id: 's1', fallback: true }));

  it('ends at the default when nothing is left', () =>
    expect(chooseDevice('output', pin, noDevices)).toEqual({ id: '', label: '', fallback: true }));

  it('follows the system where nothing is pinned', () =>
    expect(chooseDevice('microphone', undefined, list)).toEqual({ id: '', label: '', fallback: false }));

  it('keeps microphones and outputs apart', () =>
    expect(chooseDevice('microphone', { id: 'h1', label: 'Headset' }, list)).toMatchObject({
      id: 'm1',
      fallback: true,
    }));
});

describe('chooseMicrophone', () => {
  it('takes a real one where nothing is pinned, which stands in for nothing', () => {
    expect(chooseMicrophone(undefined, list)).toEqual({ id: 'm1', label: 'HeadsetMic', fallback: false });
    expect(chooseMicrophone(undefined, noDevices)).toEqual({ id: '', label: '', fallback: false });
  });

  it('tells what stands in for the pinned one', () => {
    expect(chooseMicrophone({ id: 'gone', label: 'Gone' }, list)).toMatchObject({ id: 'm1', fallback: true });
    expect(chooseMicrophone({ id: 'm1', label: 'HeadsetMic' }, list)).toMatchObject({ fallback: false });
  });
});

describe('chooseOnly', () => {
  const first = info('audiooutput', 'h1', 'Headset');
  const second = info('audiooutput', 'h2', 'Headset');
  const pin = { id: 'h2', label: 'Headset' };
  const both = readDevices([speaker, first, second]);

  it('is nothing where nothing is pinned', () =>
    expect(chooseOnly('output', undefined, both, 'h1')).toBeUndefined());

  it('is the pinned one, whatever the operator uses', () => {
    for (const taken of ['', 'h1', 'h2'])
      expect(chooseOnly('output', pin, both, taken)).toEqual({ id: 'h2', label: 'Headset', fallback: false });
  });

  it('lets nothing stand in: no speaker, no twin, no default', () => {
    expect(chooseOnly('output', pin, readDevices([speaker, first], both), '')).toBeUndefined();
    expect(chooseOnly('output', { id: 'x', label: 'X' }, both, '')).toBeUndefined();
    expect(chooseOnly('output', pin, noDevices, '')).toBeUndefined();
  });

  it('is nothing while the pinned one gives no sound', () =>
    expect(chooseOnly('output', pin, both, '', new Set(['h2']))).toBeUndefined());

  describe('under an id that was never seen', () => {
    const old = { id: 'old', label: 'Headset' };
    it('is found by its label', () =>
      expect(chooseOnly('output', old, readDevices([speaker, first]), 's1')).toMatchObject({ id: 'h1' }));
    it('is not the operator’s of the same make', () => {
      expect(chooseOnly('output', old, readDevices([speaker, first]), 'h1')).toBeUndefined();
      expect(chooseOnly('output', old, both, 'h1')).toMatchObject({ id: 'h2' });
    });
    it('is neither where there are two', () => expect(chooseOnly('output', old, both, 's1')).toBeUndefined());
  });

  it('keeps microphones and outputs apart', () =>
    expect(chooseOnly('microphone', { id: 'h1', label: 'Headset' }, list, '')).toBeUndefined());
});
