import { expect, it } from 'vitest';
import type { HidError } from '../error.ts';
import type { HidPort, ListedDevice } from '../ports.ts';
import { settle } from './clock.ts';

/** A port with one device that numbers its reports, and what a test does to it. */
export interface PortUnderTest {
  readonly port: HidPort;
  /** As hidapi gives it. */
  send(report: Uint8Array): void;
  /** All that reached the device, as hidapi takes it. */
  written(): readonly (readonly number[])[];
  unplug(): void;
  refuse(): void;
}

/** What every port promises. */
export function portContract(name: string, make: () => PortUnderTest): void {
  async function only(port: HidPort): Promise<ListedDevice> {
    const [device] = await port.list();
    if (!device) throw new Error('nothing listed');
    return device;
  }

  it(`${name}: lists a device with its collections, and what it says of itself`, async () => {
    const { port } = make();
    const device = await only(port);
    expect(device).toMatchObject({ vendorId: 0x0b0e, productId: 0x0307 });
    expect(device.collections).toContainEqual({ usagePage: 0x0b, usage: 0x05 });
    expect(await port.descriptor(device)).toBeDefined();
  });

  it(`${name}: gives reports with their id, until nobody listens`, async () => {
    const { port, send } = make();
    const handle = await port.open((await only(port)).path);
    const seen: number[][] = [];
    const listening = handle.onData((report) => seen.push([...report]));
    send(Uint8Array.of(2, 1, 0));
    await settle();
    listening.dispose();
    send(Uint8Array.of(2, 0, 0));
    await settle();
    expect(seen).toEqual([[2, 1, 0]]);
    await handle.close();
  });

  it(`${name}: writes a report whole, and nothing when it is closed`, async () => {
    const { port, written } = make();
    const handle = await port.open((await only(port)).path);
    await handle.write(Uint8Array.of(2, 4, 0));
    expect(written()).toEqual([[2, 4, 0]]);
    await handle.close();
    await handle.close();
    await expect(handle.write(Uint8Array.of(2, 0, 0))).rejects.toMatchObject({ code: 'hid.closed' });
  });

  it(`${name}: tells once that a device is gone, also to those who ask later`, async () => {
    const { port, unplug } = make();
    const device = await only(port);
    const handle = await port.open(device.path);
    const errors: HidError[] = [];
    handle.onError((error) => errors.push(error));
    unplug();
    await settle();
    handle.onError((error) => errors.push(error));
    expect(errors.map(({ code }) => code)).toEqual(['hid.gone', 'hid.gone']);
    await expect(handle.write(Uint8Array.of(2, 0, 0))).rejects.toMatchObject({ code: 'hid.gone' });
    await handle.close();
    await expect(port.open(device.path)).rejects.toMatchObject({ code: 'hid.gone' });
    expect(await port.list()).toEqual([]);
  });

  it(`${name}: tells what may not be opened from what is not there`, async () => {
    const { port, refuse } = make();
    const device = await only(port);
    refuse();
    await expect(port.open(device.path)).rejects.toMatchObject({ code: 'hid.denied' });
  });
}
