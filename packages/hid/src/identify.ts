import { omegaIds } from './busylight/index.ts';
import { mapOfCollections, parseDescriptor } from './descriptor/index.ts';
import type { ReportMap } from './descriptor/index.ts';
import { genericPedal, headsetLayout } from './layout/index.ts';
import type { HeadsetLayout, PedalLayout } from './layout/index.ts';
import { knownPedal } from './pedal/index.ts';
import type { KnownPedal, LearnedPedal } from './pedal/index.ts';
import type { DescriptorSource, ListedDevice } from './ports.ts';

/** What a listed device is to us. */
export type Identity =
  | { readonly kind: 'headset'; readonly layout: HeadsetLayout }
  | { readonly kind: 'pedal'; readonly layout: PedalLayout }
  | { readonly kind: 'light' };

/** Undefined: what it says of itself cannot be read. */
export function mapOfSource(source: DescriptorSource): ReportMap | undefined {
  if (source.kind === 'collections') return mapOfCollections(source.collections);
  const result = parseDescriptor(source.bytes);
  return result.ok ? result.map : undefined;
}

const telephonyPage = 0x0b;

/** A headset by what is listed, before anything has been read of it. */
export function looksLikeHeadset({ collections }: ListedDevice): boolean {
  return collections.some(({ usagePage }) => usagePage === telephonyPage);
}

/** Where each collection has a path of its own (Windows), only that of the presses is the pedal. */
function hasCollection({ collections }: ListedDevice, wanted: KnownPedal['collection']): boolean {
  return (
    wanted === undefined ||
    collections.length === 0 ||
    collections.some(({ usagePage, usage }) => usagePage === wanted.usagePage && usage === wanted.usage)
  );
}

/**
 * Known by its number before its descriptor is read: lights, what has been learned at this position, then the table.
 * Undefined: the descriptor decides.
 */
export function knownIdentity(device: ListedDevice, learned: readonly LearnedPedal[]): Identity | undefined {
  const { vendorId, productId } = device;
  if (vendorId === omegaIds.vendorId && omegaIds.productIds.some((id) => id === productId))
    return { kind: 'light' };
  const isMine = (pedal: LearnedPedal): boolean =>
    pedal.vendorId === vendorId &&
    pedal.productId === productId &&
    (pedal.interface === -1 || device.interface === -1 || pedal.interface === device.interface);
  // The one learned last.
  const mine = learned.findLast(isMine);
  if (mine) return { kind: 'pedal', layout: mine };
  const known = knownPedal(vendorId, productId);
  return known?.layout && hasCollection(device, known.collection)
    ? { kind: 'pedal', layout: known.layout }
    : undefined;
}

/** Undefined: nothing of ours. */
export function identityOf(device: ListedDevice, map: ReportMap): Identity | undefined {
  // A path that leads to other collections alone gives none of the headset's reports (Windows).
  const headset =
    device.collections.length === 0 || looksLikeHeadset(device) ? headsetLayout(map) : undefined;
  if (headset) return { kind: 'headset', layout: headset };
  const known = knownPedal(device.vendorId, device.productId);
  if (known?.layout) return undefined;
  const layout = headsetLayout(map) ? undefined : genericPedal(map);
  return layout && { kind: 'pedal', layout };
}
