import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { portContract } from '../testing/port-contract.ts';
import type { PortUnderTest } from '../testing/port-contract.ts';
import { recordingOf } from '../testing/recordings.ts';
import type { NodeHid, NodeHidDevice } from './library.ts';
import { createNodeHidPort } from './port.ts';
import type { NodeHidPortDeps } from './port.ts';

const path = '/dev/hidraw7';

/** node-hid as it has been seen to behave. */
function fakeLibrary() {
  const sent: number[][] = [];
  const opened: (EventEmitter & NodeHidDevice)[] = [];
  const options: unknown[] = [];
  let isThere = true;
  let isAllowed = true;
  let short = 0;
  const listing = { vendorId: 0x0b0e, productId: 0x0307, path, interface: 3 };

  function open(): EventEmitter & NodeHidDevice {
    const device = new EventEmitter();
    return Object.assign(device, {
      write: (report: number[]) => {
        if (!isThere) return Promise.reject(new Error('Cannot write to hid device: No such device'));
        sent.push(report);
        return Promise.resolve(report.length - short);
      },
      close: () => {
        device.removeAllListeners();
        return isThere ? Promise.resolve() : Promise.reject(new Error('closed'));
      },
    });
  }
  const library: NodeHid = {
    devicesAsync: () =>
      Promise.resolve(
        isThere
          ? [
              { ...listing, usagePage: 0x0b, usage: 5 },
              { ...listing, usagePage: 0xff00, usage: 5 },
            ]
          : [],
      ),
    HIDAsync: {
      open(at, given) {
        options.push(given);
        const why = isAllowed ? 'No such file or directory' : 'Permission denied';
        if (!isThere || !isAllowed)
          return Promise.reject(
            new Error(`cannot open device with path ${at}: Failed to open a device: ${why}`),
          );
        const device = open();
        opened.push(device);
        return Promise.resolve(device);
      },
    },
  };
  return {
    library,
    sent,
    options,
    opened,
    unplug() {
      isThere = false;
      // A string, not an Error.
      for (const device of opened)
        device.emit('error', 'could not read from HID device: (device disconnected)');
    },
    refuse: () => void (isAllowed = false),
    cutWrites: () => void (short = 1),
    allow: () => void (isAllowed = true),
  };
}

function rig(
  deps: Partial<NodeHidPortDeps> = {},
): PortUnderTest & ReturnType<typeof fakeLibrary> & { files: string[] } {
  const fake = fakeLibrary();
  const files: string[] = [];
  const port = createNodeHidPort({
    library: fake.library,
    platform: 'linux',
    readFile(file) {
      files.push(file);
      return Promise.resolve(recordingOf('0b0e', '0307').bytes ?? new Uint8Array());
    },
    watchFolder: undefined,
    describe: undefined,
    ...deps,
  });
  return {
    ...fake,
    files,
    port,
    send: (report) => fake.opened.forEach((device) => device.emit('data', Buffer.from(report))),
    written: () => fake.sent,
  };
}

portContract('node-hid', rig);

it('shares the device, and lists it once', async () => {
  const { port, options } = rig();
  expect(await port.list()).toHaveLength(1);
  await (await port.open(path)).close();
  expect(options).toEqual([{ nonExclusive: true }]);
});

it('reads the descriptor from sysfs on Linux, and asks elsewhere on other systems', async () => {
  const linux = rig();
  const [device] = await linux.port.list();
  await linux.port.descriptor(device!);
  expect(linux.files).toEqual(['/sys/class/hidraw/hidraw7/device/report_descriptor']);
  const windows = rig({
    platform: 'win32',
    describe: ({ productId }) => Promise.resolve({ kind: 'collections', collections: productId }),
  });
  expect(await windows.port.descriptor(device!)).toEqual({ kind: 'collections', collections: 0x0307 });
  expect(await rig({ platform: 'darwin' }).port.descriptor(device!)).toBeUndefined();
});

it('says why a descriptor cannot be read', async () => {
  const { port } = rig({
    readFile: () => Promise.reject(new Error("EACCES: permission denied, open '/sys'")),
  });
  const [device] = await port.list();
  await expect(port.descriptor(device!)).rejects.toMatchObject({ code: 'hid.denied' });
});

it('does not take a report for written that was cut short', async () => {
  const { port, cutWrites } = rig();
  const handle = await port.open(path);
  cutWrites();
  await expect(handle.write(Uint8Array.of(2, 4, 0))).rejects.toMatchObject({ code: 'hid.writeFailed' });
  await handle.close();
});

it('hints when a raw device comes or goes, and at nothing else', () => {
  let change: (name: string) => void = () => undefined;
  let isWatching = true;
  const { port } = rig({
    watchFolder: (folder, changed) => {
      expect(folder).toBe('/dev');
      change = changed;
      return { dispose: () => void (isWatching = false) };
    },
  });
  let hints = 0;
  const hint = port.onHint?.(() => (hints += 1));
  for (const name of ['hidraw0', 'pts', 'hidraw12', 'hidraw']) change(name);
  expect(hints).toBe(2);
  hint?.dispose();
  expect(isWatching).toBe(false);
});

it('says that the list cannot be had', async () => {
  const { library } = fakeLibrary();
  const broken = {
    ...library,
    devicesAsync: () => Promise.reject(new Error('libusb-1.0.so.0: cannot open')),
  };
  await expect(rig({ library: broken }).port.list()).rejects.toMatchObject({ code: 'hid.failed' });
});
