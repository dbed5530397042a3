import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDevices, noCalls, usualHeadsetOptions, usualPedalOptions } from '@samband/hid';
import type { Devices, DevicesEvent } from '@samband/hid';
import { recordingOf, toHex } from '@samband/hid/testing';
import { systemClock } from '../../scripts/hid/clock.ts';
import { startTestBed } from '../support/hid/testbed.ts';
import type { TestBed } from '../support/hid/testbed.ts';
import type { BedDevice } from '../support/hid/bed.ts';

const calls = { ...noCalls, registered: true };

describe('devices over the real node-hid', () => {
  let bed: TestBed;
  let devices: Devices;
  const events: DevicesEvent[] = [];
  const heard: string[] = [];
  const of = (type: string) => () => events.filter((event) => event.type === type);
  const patience = { timeout: 20_000 };

  beforeAll(async () => {
    bed = await startTestBed();
    devices = createDevices({
      port: {
        ...bed.port,
        async open(path) {
          const handle = await bed.port.open(path);
          handle.onData((report) => heard.push(toHex(report)));
          return handle;
        },
      },
      clock: systemClock,
      options: { headset: usualHeadsetOptions, pedal: usualPedalOptions },
      learned: [],
      emit: (event) => events.push(event),
    });
    devices.handleCallState(calls);
  });
  afterAll(async () => {
    await devices.close();
    await bed.close();
  });

  async function plug(vid: string, pid: string): Promise<BedDevice> {
    const { bytes, product } = recordingOf(vid, pid);
    const device = await bed.plug({ vid, pid, product, descriptor: bytes! });
    devices.handleHint();
    await expect.poll(of('appeared'), patience).toContainEqual(
      expect.objectContaining({
        device: expect.objectContaining({ id: `${vid}:${pid}`, state: 'ready' }) as unknown,
      }),
    );
    return device;
  }

  /** One report after the other: two that are sent at once arrive as one. */
  async function send(device: BedDevice, ...report: number[]): Promise<void> {
    heard.length = 0;
    device.send(Uint8Array.from(report));
    await expect.poll(() => heard, { ...patience, interval: 2 }).toEqual([toHex(Uint8Array.from(report))]);
  }

  it('answers a call by a Jabra, mutes in it, and lives on when the headset is pulled out', async () => {
    const jabra = await plug('0b0e', '0307');
    await jabra.written('020000');
    devices.handleCallState({ ...calls, ringing: true });
    await jabra.written('020400');
    // As the device does: the hook asks, and would fall back if Off-Hook were not written.
    await send(jabra, 2, 0, 0);
    await send(jabra, 2, 1, 0);
    await jabra.written('020500');
    await expect.poll(of('request'), patience).toMatchObject([{ request: 'answer', device: '0b0e:0307' }]);
    devices.handleCallState({ ...calls, active: true });
    await jabra.written('020100');
    await send(jabra, 2, 5, 0);
    await expect
      .poll(of('request'), patience)
      .toMatchObject([{ request: 'answer' }, { request: 'toggleMute', to: true }]);
    devices.handleCallState({ ...calls, active: true, muted: true });
    await jabra.written('021300');
    await jabra.unplug();
    await expect.poll(of('removed'), patience).toEqual([{ type: 'removed', device: '0b0e:0307' }]);
    expect(events.filter((event) => event.type === 'request')).toHaveLength(2);
  });

  it('presses by a pedal, and lets go when it is pulled out', async () => {
    const pedal = await plug('05f3', '00ff');
    await send(pedal, 0, 0);
    await send(pedal, 4, 0);
    await expect
      .poll(of('pressed'), patience)
      .toContainEqual({ type: 'pressed', device: '05f3:00ff', button: 'pedal.right' });
    await pedal.unplug();
    await expect.poll(of('released'), patience).toContainEqual({
      ...{ type: 'released', device: '05f3:00ff', button: 'pedal.right', why: 'lost' },
    });
  });
});
