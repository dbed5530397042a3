import { expect, it } from 'vitest';
import type { HeadsetCalls } from './headset/index.ts';
import { noCalls } from './headset/index.ts';
import { settle } from './testing/clock.ts';
import { usualDeviceOptions } from './testing/devices-rig.ts';
import type { DevicesRig } from './testing/devices-rig.ts';
import { rigsOfTests } from './testing/devices-rigs.ts';

/** Lamps that are tried, and the headset of who listens in. */
const jabra = { vid: '0b0e', pid: '0307', manners: {} };
const blackwire = { vid: '047f', pid: 'c056', manners: {} };
const rig = rigsOfTests();

async function withJabra() {
  const r = rig();
  const device = r.port.plug(jabra);
  await r.clock.run(5000);
  r.told();
  return { r, device };
}

it('blinks one lamp, and tells each step', async () => {
  const { r, device } = await withJabra();
  device.written.length = 0;
  r.devices.testLamp('0b0e:0307', 'ring');
  await r.clock.run(10_000);
  const of = (state: string) => `lampTest 0b0e:0307 ring ${state}`;
  expect(r.told()).toEqual(['lit', 'dark', 'lit', 'dark', 'lit', 'over'].map(of));
  expect(device.written).toEqual(['020400', '020000', '020400', '020000', '020400', '020000']);
});

it('takes a light through its colours', async () => {
  const r = rig();
  const light = r.port.plug({ vid: '27bb', pid: '3bcd', bytes: null });
  await r.clock.run(5000);
  r.told();
  light.written.length = 0;
  r.devices.testLamp('27bb:3bcd', 'colour');
  await r.clock.run(4000);
  expect(
    light.written.filter((report) => report.startsWith('0010')).map((report) => report.slice(6, 12)),
  ).toEqual(['000000', 'ffa000', '000000', 'ff0000', '00ff00']);
  expect(r.told()).toHaveLength(6);
});

it('knows no lamp of what is not there, not open, or has none of that name', async () => {
  const { r } = await withJabra();
  r.port.plug({ vid: '05f3', pid: '00ff' });
  r.port.plug(blackwire).fail('open', 'hid.denied');
  await r.clock.run(2000);
  r.told();
  for (const [id, lamp] of [
    ['0b0e:0308', 'ring'],
    ['0b0e:0307', 'line'],
    ['0b0e:0307', 'constructor'],
    ['0b0e:0307', 'colour'],
    ['05f3:00ff', 'ring'],
    ['047f:c056', 'ring'],
  ] as const)
    expect(() => r.devices.testLamp(id, lamp)).toThrow('hid.gone');
  expect(r.told()).toEqual([]);
});

it.each<[string, (r: DevicesRig, unplug: () => void) => void, string[]]>([
  ['something rings', (r) => r.now({ ringing: true }), []],
  ['a call comes up', (r) => r.now({ active: true }), []],
  ['the computer sleeps', (r) => r.devices.handleSuspend(), []],
  ['it is unplugged', (_, unplug) => unplug(), ['removed 0b0e:0307']],
  ['all is closed', (r) => void r.devices.close(), []],
])('ends it at once, and says so once, when %s', async (_, end, more) => {
  const { r, device } = await withJabra();
  r.devices.testLamp('0b0e:0307', 'offHook');
  await r.clock.run(200);
  r.told();
  end(r, device.unplug);
  expect(r.told()).toEqual(['lampTest 0b0e:0307 offHook over', ...more]);
  await r.clock.run(10_000);
  expect(r.told()).toEqual([]);
});

it('ends it when another lamp is tried, on any device', async () => {
  const { r, device } = await withJabra();
  const other = r.port.plug(blackwire);
  await r.clock.run(2000);
  r.told();
  r.devices.testLamp('0b0e:0307', 'ring');
  expect(() => r.devices.testLamp('047f:c056', 'nose')).toThrow('hid.gone');
  r.devices.testLamp('047f:c056', 'ring');
  await settle();
  expect(r.told()).toEqual([
    'lampTest 0b0e:0307 ring lit',
    'lampTest 0b0e:0307 ring over',
    'lampTest 047f:c056 ring lit',
  ]);
  expect([device.written.at(-1), other.written.at(-1)]).toEqual(['020000', '1801']);
  await r.clock.run(5000);
});

it('tries nothing where there are calls', async () => {
  const { r } = await withJabra();
  r.now({ ringing: true });
  expect(() => r.devices.testLamp('0b0e:0307', 'ring')).toThrow('hid.busy');
  expect(r.told()).toEqual([]);
});

/** As the desk has it: never rings, its own mute. */
const listener = (calls: Partial<HeadsetCalls>) => ({
  device: '047f:c056',
  calls: { ...noCalls, registered: true, ...calls, ringing: false, listens: true },
});

it('has other calls for the headset of who listens in, from the moment it is one', async () => {
  const r = rig({
    options: { ...usualDeviceOptions, headset: { ...usualDeviceOptions.headset, idleHook: 'answer' } },
  });
  const first = r.port.plug(jabra);
  const second = r.port.plug(blackwire);
  await r.clock.run(5000);
  r.now({ ringing: true }, listener({}));
  await settle();
  expect([first.model?.isLit('ring'), second.model?.isLit('ring')]).toEqual([true, false]);
  r.now({ ringing: true });
  await settle();
  expect(second.model?.isLit('ring')).toBe(true);
  r.now({ ringing: true }, listener({}));
  await r.clock.run(2000);
  expect(second.model?.isLit('ring')).toBe(false);
  r.told();
  second.model?.press('hook');
  await r.clock.run(3000);
  expect(r.told()).toEqual(['pressed 047f:c056 headset.hook']);
  expect(second.model?.hook()).toBe(0);
});

it('mutes and ends by the headset of who listens in no call of the operator', async () => {
  const r = rig();
  const first = r.port.plug(jabra);
  const second = r.port.plug(blackwire);
  await r.clock.run(5000);
  r.now({ active: true }, listener({ active: true, muted: true }));
  await r.clock.run(3000);
  expect([first.model?.isLit('mute'), second.model?.isLit('mute')]).toEqual([false, true]);
  r.told();
  for (const button of ['hook', 'flash', 'mute'] as const) {
    second.model?.press(button);
    await r.clock.run(3000);
  }
  expect(r.told().filter((line) => line.startsWith('request'))).toEqual(['request 047f:c056 toggleMute']);
  expect(second.model?.hook()).toBe(1);
});

it('is given its calls when it is plugged in while it is chosen', async () => {
  const r = rig();
  r.now({ active: true, muted: false }, listener({ active: true, muted: true }));
  const second = r.port.plug(blackwire);
  await r.clock.run(5000);
  expect(second.model?.isLit('mute')).toBe(true);
});

it('says that the list is another one, whatever was plugged in or out', async () => {
  const { r, device } = await withJabra();
  const lists = (): number => r.events.filter(({ type }) => type === 'listed').length;
  const before = lists();
  const pedal = r.port.plug({ vid: '07b4', pid: '0218', bytes: null });
  await r.clock.run(2000);
  expect([lists() - before, r.devices.listed().length]).toEqual([1, 2]);
  r.devices.handleHint();
  await r.clock.run(2000);
  expect(lists() - before).toBe(1);
  pedal.unplug();
  await r.clock.run(2000);
  expect([lists() - before, r.devices.listed().length]).toEqual([2, 1]);
  device.unplug();
  expect([lists() - before, r.devices.listed().length]).toEqual([3, 0]);
  await r.clock.run(2000);
  expect(lists() - before).toBe(3);
});
