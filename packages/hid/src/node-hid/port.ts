import { HidError } from '../error.ts';
import type { DescriptorSource, Disposable, HidHandle, HidPort, ListedDevice } from '../ports.ts';
import { failureOf } from './failure.ts';
import type { NodeHid, NodeHidDevice } from './library.ts';
import { byPath } from './listing.ts';

export interface NodeHidPortDeps {
  readonly library: NodeHid;
  /** `process.platform`. */
  readonly platform: string;
  readFile(path: string): Promise<Uint8Array>;
  /** Tells of names that come and go in a folder; undefined where the system cannot. */
  readonly watchFolder: ((folder: string, changed: (name: string) => void) => Disposable) | undefined;
  /** Where the system gives no descriptor (Windows, macOS): what a browser window says of this device. */
  readonly describe: ((device: ListedDevice) => Promise<DescriptorSource | undefined>) | undefined;
}

const rawName = /^hidraw\d+$/;

/** The kernel's copy of what the device says of itself; hidapi has no call for it on all systems. */
async function fromSysfs(
  path: string,
  readFile: NodeHidPortDeps['readFile'],
): Promise<DescriptorSource | undefined> {
  const name = path.split('/').at(-1) ?? '';
  if (!rawName.test(name)) return undefined;
  try {
    return { kind: 'bytes', bytes: await readFile(`/sys/class/hidraw/${name}/device/report_descriptor`) };
  } catch (cause) {
    throw failureOf(cause, 'hid.unreadable');
  }
}

function handleOf(device: NodeHidDevice): HidHandle {
  const listeners = new Set<(error: HidError) => void>();
  let failure: HidError | undefined;
  let closing: Promise<void> | undefined;

  // Always listened for: an `error` that nobody hears would end the process. There is no `close` event.
  device.on('error', (cause) => {
    if (closing || failure) return;
    failure = failureOf(cause, 'hid.gone');
    for (const listener of listeners) listener(failure);
  });

  return {
    async write(report) {
      if (closing) throw new HidError('hid.closed');
      let written: number;
      try {
        written = await device.write([...report]);
      } catch (cause) {
        throw failureOf(cause, 'hid.writeFailed');
      }
      // Windows pads a report to the longest the device has, and says so.
      if (written < report.length)
        throw new HidError('hid.writeFailed', { message: `${written} of ${report.length} bytes` });
    },
    onData(listener) {
      const hear = (data: Uint8Array): void => listener(Uint8Array.from(data));
      device.on('data', hear);
      return { dispose: () => void device.off('data', hear) };
    },
    onError(listener) {
      listeners.add(listener);
      if (failure) listener(failure);
      return { dispose: () => void listeners.delete(listener) };
    },
    close() {
      // One that is gone cannot be closed, and need not be.
      closing ??= device.close().catch(() => undefined);
      return closing;
    },
  };
}

/** `HidPort` over node-hid, shared with the system and other programs (macOS takes a device for itself unless told). */
export function createNodeHidPort(deps: NodeHidPortDeps): HidPort {
  const { library, platform, watchFolder } = deps;
  return {
    async list() {
      try {
        return byPath(await library.devicesAsync());
      } catch (cause) {
        throw failureOf(cause, 'hid.failed');
      }
    },
    async open(path) {
      try {
        return handleOf(await library.HIDAsync.open(path, { nonExclusive: true }));
      } catch (cause) {
        throw failureOf(cause, 'hid.failed');
      }
    },
    async descriptor(device) {
      const own = platform === 'linux' ? await fromSysfs(device.path, deps.readFile) : undefined;
      return own ?? deps.describe?.(device);
    },
    ...(watchFolder && platform === 'linux'
      ? {
          onHint: (listener: () => void) =>
            watchFolder('/dev', (name) => {
              if (rawName.test(name)) listener();
            }),
        }
      : {}),
  };
}
