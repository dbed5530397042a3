import { expect, it } from 'vitest';
import { createDevice } from './device.ts';
import type { HidError } from './error.ts';
import type { DevicesEvent } from './events.ts';
import { noCalls } from './headset/index.ts';
import type { Identity } from './identify.ts';
import { knownPedal } from './pedal/index.ts';
import { fakeClock, settle } from './testing/clock.ts';
import { usualDeviceOptions } from './testing/devices-rig.ts';
import { fakePort } from './testing/fake.ts';

async function rig(vid: string, pid: string, identity: Identity) {
  const clock = fakeClock();
  const port = fakePort(clock);
  const plugged = port.plug({ vid, pid, bytes: null });
  const events: DevicesEvent[] = [];
  const lost: HidError[] = [];
  const device = createDevice({
    id: 'one',
    listed: plugged.listed,
    identity,
    handle: await port.open(plugged.listed.path),
    clock,
    options: usualDeviceOptions,
    calls: { ...noCalls, registered: true },
    emit: (event) => events.push(event),
    handleLost: (error) => lost.push(error),
  });
  await settle();
  return { clock, port, plugged, events, lost, device };
}
const pedal: Identity = { kind: 'pedal', layout: knownPedal(0x05f3, 0xff)!.layout! };

it('shows a light the calls from the start, and leaves it dark', async () => {
  const { clock, port, plugged, device } = await rig('27bb', '3bcd', { kind: 'light' });
  expect(plugged.written.at(-1)).toMatch(/^00100000ff00/);
  device.handleCallState({ ...noCalls, active: true });
  await device.close();
  expect(plugged.written.at(-1)).toMatch(/^001000000000/);
  expect([port.leaks(), clock.open()]).toEqual([[], 0]);
});

it('lets a pedal go before it says that the device is lost', async () => {
  const { plugged, events, lost, device } = await rig('05f3', '00ff', pedal);
  plugged.send(Uint8Array.of(0, 0));
  plugged.send(Uint8Array.of(1, 0));
  plugged.breakOff('hid.gone');
  expect(events.map(({ type }) => type)).toEqual(['pressed', 'released']);
  expect(lost.map(({ code }) => code)).toEqual(['hid.gone']);
  plugged.send(Uint8Array.of(1, 0));
  expect(events).toHaveLength(2);
  await device.close();
});

it('lets a pedal go when it is closed', async () => {
  const { port, plugged, events, device } = await rig('05f3', '00ff', pedal);
  plugged.send(Uint8Array.of(0, 0));
  plugged.send(Uint8Array.of(1, 0));
  await device.close();
  expect(events.at(-1)).toMatchObject({ type: 'released', why: 'lost' });
  expect(port.leaks()).toEqual([]);
});
