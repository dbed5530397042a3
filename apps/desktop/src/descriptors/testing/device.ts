import type { WebHid } from '@samband/hid/webhid';
// Not by the package's own name: its clock is for Node, and this is a page's project.
import { recordingOf, recordings } from '../../../../../packages/hid/src/testing/recordings.ts';
import type { Recording } from '../../../../../packages/hid/src/testing/recordings.ts';

export { recordingOf, recordings };

export type BrowserDevice = Awaited<ReturnType<WebHid['getDevices']>>[number];

/** Fields that a parser of ours adds to what a browser tells. */
const ours = new Set(['bitOffset', 'lateUsages', 'lateUsageMinimum']);

/** A recorded device as `navigator.hid` has it. */
export function deviceOf({ vid = '', pid = '', product, map }: Recording): BrowserDevice {
  const text = JSON.stringify(map().collections, (name, value: unknown) =>
    ours.has(name) ? undefined : value,
  );
  const refuse = (): Promise<never> => Promise.reject(new Error('nobody opens it here'));
  return {
    vendorId: Number.parseInt(vid, 16),
    productId: Number.parseInt(pid, 16),
    productName: product,
    collections: JSON.parse(text) as BrowserDevice['collections'],
    opened: false,
    open: refuse,
    close: refuse,
    sendReport: refuse,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
}
