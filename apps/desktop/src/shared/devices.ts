import { z } from 'zod';

/** Neither Linux's sysfs nor node-hid: a page tells of a device's reports there. */
export const isDescribedByPage = (platform: string): boolean => platform === 'win32' || platform === 'darwin';

/** Far more than any device has, each item standing in every collection around it. */
export const collectionsLimits = {
  /** Numbers, texts, lists and objects in all. */
  values: 100_000,
  /** Lists and objects within each other: 50 collections, and what a report's item needs. */
  depth: 110,
  /** Characters of a text or a name: `unitSystem` and the like. */
  text: 64,
} as const;

/** `object` is null here. */
const plainTypes = new Set(['number', 'string', 'boolean', 'undefined', 'object']);
const isList = (value: object): value is readonly unknown[] => Array.isArray(value);
const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/** Lists, plain objects, numbers and short texts, and not too many of them. What they say is judged by who reads them. */
function isBounded(root: unknown): boolean {
  const { values, depth: deepest, text } = collectionsLimits;
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 1 }];
  let seen = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    seen += 1;
    if (typeof value === 'string' && value.length > text) return false;
    if (typeof value !== 'object' || value === null) {
      if (!plainTypes.has(typeof value)) return false;
      continue;
    }
    if (depth > deepest || (isList(value) ? value.length > values : !isPlain(value))) return false;
    const entries = Object.entries(value);
    if (seen + open.length + entries.length > values) return false;
    for (const [name, inner] of entries) {
      if (name.length > text) return false;
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return true;
}

/** `HIDDevice.collections` of one device, as it came; see `mapOfCollections` of the hid package. */
const collections = z.custom<readonly unknown[]>((value) => Array.isArray(value) && isBounded(value));

const uint16 = z.int().min(0).max(0xffff);

/** Which device is meant: a page knows no path. */
const asked = z.object({
  vendorId: uint16,
  productId: uint16,
  product: z.string().max(256),
  /** Top-level collections that the system lists for it. */
  collections: z.array(z.object({ usagePage: uint16, usage: uint16 })).max(64),
});
export type AskedDevice = z.infer<typeof asked>;

const describe = z.object({ kind: z.literal('describe'), n: z.int(), device: asked });
/** Without collections: nobody knows. */
const described = z.object({
  kind: z.literal('described'),
  n: z.int(),
  collections: collections.optional(),
});
const ping = z.object({ kind: z.literal('ping'), n: z.int() });
const pong = z.object({ kind: z.literal('pong'), n: z.int() });

const buttons = z.record(z.string().max(64), z.string().max(64));

/** What main says to the process that has the headsets and pedals, over its control port. */
export const toDevicesProcess = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    /** What buttons do, by role of the site, and by person; see `bindings.ts`. */
    roles: z.record(z.string().max(64), buttons),
    persons: z.record(z.string().max(64), buttons),
    /** What was learned of pedals before; parsed by the hid package. */
    learned: z.array(z.unknown()).max(64),
    /** What this position should have: looked for while it is missing. */
    wanted: z.array(z.object({ vendorId: uint16, productId: uint16 })).max(16),
  }),
  z.object({ kind: z.literal('persons'), persons: z.record(z.string().max(64), buttons) }),
  ping,
  /** Carries the port to the engine; the one before is dead. */
  z.object({ kind: z.literal('engine') }),
  z.object({ kind: z.literal('suspend') }),
  z.object({ kind: z.literal('resume') }),
  /** Something may have been plugged in or out. */
  z.object({ kind: z.literal('hint') }),
  described,
]);
export type ToDevicesProcess = z.infer<typeof toDevicesProcess>;

export const fromDevicesProcess = z.discriminatedUnion('kind', [
  pong,
  /** A pedal's switches, to be given to the next process; see `learnedPedalSchema` of the hid package. */
  z.object({ kind: z.literal('learned'), pedal: z.record(z.string().max(32), z.unknown()) }),
  /** What a page knows of this device's reports; answered by `described` with the same number. */
  describe,
]);
export type FromDevicesProcess = z.infer<typeof fromDevicesProcess>;

/** What main says to the page that tells of devices' reports (`app://descriptors`). */
export const toDescriptors = z.discriminatedUnion('kind', [ping, describe]);
export type ToDescriptors = z.infer<typeof toDescriptors>;

export const fromDescriptors = z.discriminatedUnion('kind', [pong, described]);
export type FromDescriptors = z.infer<typeof fromDescriptors>;
