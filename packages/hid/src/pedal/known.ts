import type { PedalButton, PedalLayout } from '../layout/index.ts';

/** A pedal that somebody has looked at. */
export interface KnownPedal {
  readonly name: string;
  readonly vendorId: number;
  readonly productIds: readonly number[];
  /** The top-level collection that its presses come from: what is opened where each has a path of its own (Windows). */
  readonly collection: { readonly usagePage: number; readonly usage: number } | undefined;
  /** Undefined: its reports are not known, or differ by how it is set up. It must be learned. */
  readonly layout: PedalLayout | undefined;
  /** What to tell an owner. */
  readonly hint?: 'learn' | 'programAsGamepad';
}

interface Plan {
  readonly report?: number;
  readonly byte: number;
  /** Name to bit. */
  readonly masks: Readonly<Record<string, number>>;
}

/** Down is the bit set, in one byte for all. */
function bits({ report = 0, byte, masks }: Plan): PedalLayout {
  const buttons = Object.entries(masks).map(([name, mask]): PedalButton => ({
    name,
    report,
    byte,
    mask,
    down: mask,
  }));
  return { numbered: report !== 0, buttons };
}

/** A byte for each pedal, 1 while it is down. */
function bytes(report: number, first: number, names: readonly string[]): PedalLayout {
  const buttons = names.map((name, index): PedalButton => ({
    name,
    report,
    byte: first + index,
    mask: 1,
    down: 1,
  }));
  return { numbered: true, buttons };
}

const philips = bits({ byte: 0, masks: { left: 1, middle: 2, right: 4, top: 8 } });
/** The same firmware under five names; as a gamepad it can be opened everywhere, as a keyboard on Linux alone. */
const pcsensor = {
  collection: { usagePage: 0x01, usage: 0x05 },
  layout: bits({ report: 4, byte: 1, masks: { left: 1, middle: 2, right: 4 } }),
  hint: 'programAsGamepad',
} as const;

export const knownPedals: readonly KnownPedal[] = [
  {
    // Also AltoEdge, ECS and Sony FS-85USB. Some are printed with forward and rewind swapped.
    name: 'VEC / Infinity IN-USB',
    vendorId: 0x05f3,
    productIds: [0x00ff],
    collection: { usagePage: 0x0c, usage: 0x03 },
    layout: bits({ byte: 0, masks: { left: 1, middle: 2, right: 4 } }),
  },
  {
    name: 'X-keys XK-3 Foot Pedal',
    vendorId: 0x05f3,
    productIds: [0x0438, 0x043a],
    collection: { usagePage: 0x0c, usage: 0x01 },
    // After the unit's id and the kind of data.
    layout: bits({ byte: 2, masks: { left: 2, middle: 4, right: 8 } }),
  },
  {
    name: 'X-keys Foot Pedal',
    vendorId: 0x05f3,
    productIds: [0x0268],
    collection: { usagePage: 0x0c, usage: 0x01 },
    layout: bits({ byte: 1, masks: { left: 2, middle: 4, right: 8 } }),
  },
  {
    name: 'Philips ACC2310 / ACC2320',
    vendorId: 0x0911,
    productIds: [0x1844],
    collection: { usagePage: 0x01, usage: 0x04 },
    layout: philips,
  },
  {
    // The middle pedal hides the top one: its release is told with the middle's press.
    name: 'Philips ACC2330',
    vendorId: 0x0911,
    productIds: [0x091a],
    collection: { usagePage: 0x01, usage: 0x04 },
    layout: philips,
  },
  {
    // Forward, play, rewind: the order is the reverse of everybody else's.
    name: 'Grundig Digta Foot Control',
    vendorId: 0x15d8,
    productIds: [0x0024],
    collection: { usagePage: 0xffff, usage: 0x01 },
    layout: bits({ byte: 0, masks: { right: 1, middle: 2, left: 4 } }),
  },
  {
    name: 'Elgato Stream Deck Pedal',
    vendorId: 0x0fd9,
    productIds: [0x0086],
    collection: { usagePage: 0x0c, usage: 0x01 },
    layout: bytes(1, 3, ['left', 'middle', 'right']),
  },
  { name: 'PCsensor FootSwitch', vendorId: 0x1a86, productIds: [0xe026], ...pcsensor },
  { name: 'PCsensor FootSwitch', vendorId: 0x0c45, productIds: [0x7403, 0x7404], ...pcsensor },
  { name: 'PCsensor FootSwitch', vendorId: 0x413d, productIds: [0x2107], ...pcsensor },
  { name: 'PCsensor FootSwitch', vendorId: 0x3553, productIds: [0xb001], ...pcsensor },
  { name: 'PCsensor FootSwitch', vendorId: 0x5131, productIds: [0x2019], ...pcsensor },
  {
    name: 'Olympus RS-26 / RS-28',
    vendorId: 0x07b4,
    productIds: [0x0202, 0x0218],
    collection: undefined,
    layout: undefined,
    hint: 'learn',
  },
];

export function knownPedal(vendorId: number, productId: number): KnownPedal | undefined {
  return knownPedals.find((pedal) => pedal.vendorId === vendorId && pedal.productIds.includes(productId));
}
