import type { WebHid } from '@samband/hid/webhid';
import type { AskedDevice } from '../shared/devices.ts';

type Found = Awaited<ReturnType<WebHid['getDevices']>>[number];
type Usages = AskedDevice['collections'][number];

const isSame = (one: Found['collections'][number], { usagePage, usage }: Usages): boolean =>
  (one.usagePage ?? 0) === usagePage && (one.usage ?? 0) === usage;

const shared = ({ collections }: Found, wanted: AskedDevice): number =>
  wanted.collections.filter((usages) => collections.some((one) => isSame(one, usages))).length;

/**
 * What the browser knows of this device: the top-level collections that the system lists for it. One device can be
 * several here (one for each interface of USB), and the other way round (on Windows hidapi has a path for each
 * collection): the one that has most of the listed collections is meant, then the one of that name. Two of the same
 * kind say the same.
 */
export function collectionsOf(
  devices: readonly Found[],
  wanted: AskedDevice,
): Found['collections'] | undefined {
  const isAnyListed = wanted.collections.length > 0;
  const [best] = devices
    .filter(
      (device) =>
        device.vendorId === wanted.vendorId &&
        device.productId === wanted.productId &&
        // Another interface of the same thing says nothing of this one.
        (!isAnyListed || shared(device, wanted) > 0),
    )
    .map((device) => ({
      device,
      shared: shared(device, wanted),
      isNamed: device.productName === wanted.product,
    }))
    .sort((one, other) => other.shared - one.shared || Number(other.isNamed) - Number(one.isNamed));
  if (!best || !isAnyListed) return best?.device.collections;
  // Elsewhere the path leads to all of them; on Windows reports of the others never come by it.
  return best.device.collections.filter((one) => wanted.collections.some((usages) => isSame(one, usages)));
}
