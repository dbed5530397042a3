import type { ListedDevice } from '../ports.ts';
import type { NodeHidListing } from './library.ts';

/**
 * Devices by their path. Linux and macOS list one path once for each top-level collection; on Windows each collection
 * has a path of its own, and is a device of its own here.
 */
export function byPath(listings: readonly NodeHidListing[]): ListedDevice[] {
  const devices = new Map<string, ListedDevice>();
  for (const listing of listings) {
    const { path } = listing;
    if (path === undefined || path === '') continue;
    const collection = { usagePage: listing.usagePage ?? 0, usage: listing.usage ?? 0 };
    devices.set(path, {
      path,
      vendorId: listing.vendorId,
      productId: listing.productId,
      product: listing.product ?? '',
      manufacturer: listing.manufacturer ?? '',
      serial: listing.serialNumber ?? '',
      interface: listing.interface,
      collections: [...(devices.get(path)?.collections ?? []), collection],
    });
  }
  return [...devices.values()];
}
