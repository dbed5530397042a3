import { expect, it } from 'vitest';
import { mapOfCollections } from '../descriptor/index.ts';
import { describeLayout } from '../layout/index.ts';
import { portContract } from '../testing/port-contract.ts';
import { recordingOf } from '../testing/recordings.ts';
import { webHidCollections } from '../testing/web-hid.ts';
import type { WebHid, WebHidConnection, WebHidDevice, WebHidReport } from './library.ts';
import { createWebHidPort } from './port.ts';

type Connection = (event: WebHidConnection) => void;

/** `navigator.hid` with one device, as Chromium behaves. */
function fakeHid(collections = webHidCollections(recordingOf('0b0e', '0307').map(), 'repeated')) {
  const written: number[][] = [];
  const reports = new Set<(event: WebHidReport) => void>();
  const listeners = { connect: new Set<Connection>(), disconnect: new Set<Connection>() };
  let isAllowed = true;
  let isOpen = false;
  let devices: WebHidDevice[] = [];
  const error = (name: string): DOMException => new DOMException('', name);
  const device: WebHidDevice = {
    vendorId: 0x0b0e,
    productId: 0x0307,
    productName: 'Headset',
    collections,
    get opened() {
      return isOpen;
    },
    open() {
      if (!isAllowed) return Promise.reject(error('NotAllowedError'));
      isOpen = true;
      return Promise.resolve();
    },
    close() {
      isOpen = false;
      return Promise.resolve();
    },
    sendReport(id, data) {
      written.push([id, ...data]);
      return Promise.resolve();
    },
    addEventListener: (_, listener) => void reports.add(listener),
    removeEventListener: (_, listener) => void reports.delete(listener),
  };
  devices = [device];
  const hid: WebHid = {
    getDevices: () => Promise.resolve([...devices]),
    addEventListener: (type, listener) => void listeners[type].add(listener),
    removeEventListener: (type, listener) => void listeners[type].delete(listener),
  };
  return {
    hid,
    device,
    listeners,
    reports,
    port: createWebHidPort(hid),
    written: () => written,
    send(report: Uint8Array) {
      const [reportId = 0] = report;
      const data = new DataView(Uint8Array.from(report.subarray(1)).buffer);
      for (const listener of reports) listener({ reportId, data });
    },
    sendUnnumbered(data: number[]) {
      for (const listener of reports)
        listener({ reportId: 0, data: new DataView(Uint8Array.from(data).buffer) });
    },
    unplug() {
      devices = [];
      for (const listener of listeners.disconnect) listener({ device });
    },
    plug() {
      devices = [device];
      for (const listener of listeners.connect) listener({ device });
    },
    refuse: () => void (isAllowed = false),
  };
}

portContract('WebHID', () => fakeHid());

it('takes what a browser has', () => {
  // Checked by the compiler: the browser's own type fits what is injected.
  const ofBrowser = (hid: HID) => createWebHidPort(hid);
  expect(ofBrowser).toBeTypeOf('function');
});

it('reads the layout of a recorded device from its collections, in every shape', async () => {
  const { expected, map } = recordingOf('6993', 'b02b');
  for (const shape of ['repeated', 'childrenAlone'] as const) {
    const { port } = fakeHid(webHidCollections(map(), shape));
    const [device] = await port.list();
    const source = await port.descriptor(device!);
    const found = source?.kind === 'collections' ? mapOfCollections(source.collections) : undefined;
    expect(found && describeLayout(found)).toEqual(expected);
  }
});

it('gives reports without an id as they are', async () => {
  const { port, sendUnnumbered } = fakeHid();
  const [device] = await port.list();
  const handle = await port.open(device!.path);
  const seen: number[][] = [];
  handle.onData((report) => seen.push([...report]));
  sendUnnumbered([1, 0]);
  expect(seen).toEqual([[1, 0]]);
  await handle.close();
});

it('hints at both, and leaves no listener behind', async () => {
  const { port, plug, unplug, listeners, reports } = fakeHid();
  let hints = 0;
  const hint = port.onHint?.(() => (hints += 1));
  unplug();
  plug();
  expect(hints).toBe(2);
  const [device] = await port.list();
  const handle = await port.open(device!.path);
  handle.onData(() => undefined);
  await handle.close();
  hint?.dispose();
  expect([listeners.connect.size, listeners.disconnect.size, reports.size]).toEqual([0, 0, 0]);
});

it('gives a device that comes back another path', async () => {
  const { port, plug, unplug } = fakeHid();
  const [first] = await port.list();
  unplug();
  await port.list();
  plug();
  const [second] = await port.list();
  expect(second?.path).not.toBe(first?.path);
});
