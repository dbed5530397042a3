import { HidError } from '../error.ts';
import type { HidErrorCode } from '../error.ts';
import type { Disposable, HidHandle, HidPort } from '../ports.ts';
import type { WebHid, WebHidConnection, WebHidDevice, WebHidReport } from './library.ts';

/** DOMException names that `open` and `sendReport` reject with (WebHID §6). */
const meanings: Readonly<Record<string, HidErrorCode>> = {
  NotAllowedError: 'hid.denied',
  SecurityError: 'hid.denied',
  NotFoundError: 'hid.gone',
};

function failureOf(cause: unknown, otherwise: HidErrorCode): HidError {
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? String(cause.name) : '';
  return new HidError(meanings[name] ?? otherwise, { cause });
}

/** As hidapi gives it: the id first, where there is one. */
function bytesOf({ reportId, data }: WebHidReport): Uint8Array {
  const body = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return reportId === 0 ? body.slice() : Uint8Array.of(reportId, ...body);
}

function handleOf(hid: WebHid, device: WebHidDevice): HidHandle {
  const listeners = new Set<(error: HidError) => void>();
  const undo: Disposable[] = [];
  let failure: HidError | undefined;
  let closing: Promise<void> | undefined;

  const lost = (event: WebHidConnection): void => {
    if (event.device !== device || failure || closing) return;
    failure = new HidError('hid.gone');
    for (const listener of listeners) listener(failure);
  };
  hid.addEventListener('disconnect', lost);
  undo.push({ dispose: () => hid.removeEventListener('disconnect', lost) });

  return {
    async write(report) {
      if (closing) throw new HidError('hid.closed');
      if (failure) throw failure;
      const [id = 0] = report;
      try {
        await device.sendReport(id, Uint8Array.from(report.subarray(1)));
      } catch (cause) {
        throw failureOf(cause, 'hid.writeFailed');
      }
    },
    onData(listener) {
      const hear = (event: WebHidReport): void => listener(bytesOf(event));
      device.addEventListener('inputreport', hear);
      const stop = { dispose: () => device.removeEventListener('inputreport', hear) };
      undo.push(stop);
      return stop;
    },
    onError(listener) {
      listeners.add(listener);
      if (failure) listener(failure);
      return { dispose: () => void listeners.delete(listener) };
    },
    close() {
      for (const each of undo.splice(0)) each.dispose();
      // One that is gone cannot be closed, and need not be.
      closing ??= device.close().catch(() => undefined);
      return closing;
    },
  };
}

/** `HidPort` over WebHID. A device has no path there: it gets a number for as long as it is plugged in. */
export function createWebHidPort(hid: WebHid): HidPort {
  const paths = new Map<WebHidDevice, string>();
  let count = 0;

  function pathOf(device: WebHidDevice): string {
    const path = paths.get(device) ?? `webhid:${++count}`;
    paths.set(device, path);
    return path;
  }

  /** Those that are gone are forgotten: plugged in anew, a device is a new one. */
  async function present(): Promise<WebHidDevice[]> {
    const devices = await hid.getDevices();
    for (const known of paths.keys()) if (!devices.includes(known)) paths.delete(known);
    return devices;
  }

  async function find(path: string): Promise<WebHidDevice> {
    const device = (await present()).find((each) => pathOf(each) === path);
    if (!device) throw new HidError('hid.gone');
    return device;
  }

  return {
    async list() {
      return (await present()).map((device) => ({
        path: pathOf(device),
        vendorId: device.vendorId,
        productId: device.productId,
        product: device.productName,
        manufacturer: '',
        serial: '',
        interface: -1,
        collections: device.collections.map(({ usagePage = 0, usage = 0 }) => ({ usagePage, usage })),
      }));
    },
    async open(path) {
      const device = await find(path);
      try {
        if (!device.opened) await device.open();
      } catch (cause) {
        throw failureOf(cause, 'hid.failed');
      }
      return handleOf(hid, device);
    },
    async descriptor({ path }) {
      const { collections } = await find(path);
      return { kind: 'collections', collections };
    },
    onHint(listener) {
      hid.addEventListener('connect', listener);
      hid.addEventListener('disconnect', listener);
      return {
        dispose() {
          hid.removeEventListener('connect', listener);
          hid.removeEventListener('disconnect', listener);
        },
      };
    },
  };
}
