import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { HeadsetInput } from './layout/index.ts';
import { recordDevice } from './recorder.ts';
import type { Owner } from './recorder.ts';
import { recordingSchema } from './recording.ts';
import type { DeviceRecording } from './recording.ts';
import { fakeClock, settle } from './testing/clock.ts';
import { fakePort } from './testing/fake.ts';
import type { FakeDevice, FakePlug } from './testing/fake.ts';
import { replay } from './testing/replay.ts';

const folder = join(import.meta.dirname, 'testing', 'recorded');

const read = (name: string): DeviceRecording =>
  recordingSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));

async function record(plug: FakePlug, owner: (device: FakeDevice) => Owner): Promise<DeviceRecording> {
  const clock = fakeClock();
  const port = fakePort(clock);
  const device = port.plug(plug);
  const recording = await recordDevice({
    port,
    listed: device.listed,
    owner: owner(device),
    platform: 'fake',
  });
  port.dispose();
  expect(port.leaks()).toEqual([]);
  return recording;
}

/** Presses what the text names, and sees everything. */
const buttons: readonly [RegExp, HeadsetInput][] = [
  [/rejects/, 'reject'],
  [/mute/, 'mute'],
  [/hold button/, 'flash'],
  [/redial/, 'redial'],
  [/speed dial/, 'speedDial'],
  [/call button \(answer\)/, 'hook'],
];
const eager = (device: FakeDevice): Owner => ({
  async asks(text) {
    await settle();
    const button = buttons.find(([pattern]) => pattern.test(text))?.[1];
    if (!button) return 'skipped';
    device.model?.press(button);
    return 'done';
  },
  sees: () => Promise.resolve('yes'),
});

it('walks through every button and lamp of a headset', async () => {
  const recording = await record({ vid: '0b0e', pid: '0307', manners: { forgetsAfterMs: undefined } }, eager);
  expect(replay(recording)).toEqual([]);
  const names = (kind: string): string[] =>
    recording.steps.filter((step) => step.kind === kind).map(({ name }) => name);
  expect(names('button')).toEqual(['reject', 'hook', 'mute', 'flash', 'redial', 'speedDial', 'hook']);
  expect(new Set(names('lamp'))).toEqual(
    new Set(['ring', 'offHook', 'mute', 'hold', 'microphone', 'ringer']),
  );
  // The file that is replayed below is this recording.
  expect(read('fake-0b0e-0307.json')).toEqual(JSON.parse(JSON.stringify(recording)));
});

it('records a pedal, known or not', async () => {
  const press = (device: FakeDevice): Owner => ({
    asks(text) {
      const mask = { left: 1, middle: 2, right: 4 }[/left|middle|right/.exec(text)?.[0] ?? ''] ?? 0;
      for (const value of [mask, 0, mask, 0]) device.send(Uint8Array.of(value, 0));
      return Promise.resolve('done');
    },
    sees: () => Promise.resolve('no'),
  });
  for (const plug of [
    { vid: '05f3', pid: '00ff' },
    { vid: '07b4', pid: '0218', bytes: null },
  ]) {
    const recording = await record(plug, press);
    expect(recording.steps).toHaveLength(3);
    expect(replay(recording)).toEqual([]);
    expect(recordingSchema.parse(JSON.parse(JSON.stringify(recording)))).toEqual(recording);
  }
});

it('lets the owner skip', async () => {
  const lazy = (): Owner => ({
    asks: () => Promise.resolve('skipped'),
    sees: () => Promise.resolve('skipped'),
  });
  const recording = await record({ vid: '0b0e', pid: '0307' }, lazy);
  expect(replay(recording)).toEqual([]);
});

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
it.each(files)('reads %s as its owner recorded it', (name) => {
  const recording = read(name);
  expect(replay(recording)).toEqual([]);
});

it('says what does not fit', () => {
  const recording = read('fake-0b0e-0307.json');
  const steps = recording.steps.map((step) =>
    step.kind === 'button' ? { ...step, reports: [] } : { ...step, written: ['00'] },
  );
  expect(replay({ ...recording, layout: {}, steps }).length).toBeGreaterThan(5);
});
