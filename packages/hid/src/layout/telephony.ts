import type { Collection, Field, ReportMap, Usage } from '../descriptor/index.ts';
import { collections, inputUsages, outputUsages, pages } from './usages.ts';
import type { HeadsetInput, HeadsetLamp } from './usages.ts';

/**
 * How to read an input (HUT 1.5 §3.4.1): a toggle and a press count from 0 to 1 only, a state says something both ways.
 */
export type InputKind = 'toggle' | 'press' | 'state';

export interface InputControl {
  readonly report: number;
  /** From the byte after the report id. */
  readonly bit: number;
  readonly relative: boolean;
  readonly constant: boolean;
  readonly array: boolean;
  readonly noPreferred: boolean;
  readonly kind: InputKind;
}

export interface Lamp {
  readonly report: number;
  readonly bit: number;
}

/** Where a headset's buttons and lamps are. */
export interface HeadsetLayout {
  readonly inputs: Readonly<Partial<Record<HeadsetInput, InputControl>>>;
  readonly lamps: Readonly<Partial<Record<HeadsetLamp, Lamp>>>;
  /** Bytes after the report id, of every report a lamp is in. */
  readonly outBytes: Readonly<Record<number, number>>;
  readonly numbered: boolean;
}

const full = ({ usagePage, usage }: Collection): Usage => usagePage * 65_536 + usage;

/** Index of the Telephony collection, wherever it stands: a headset before a handset before a phone. */
function telephonyIndex(map: ReportMap): number | undefined {
  for (const wanted of [collections.headset, collections.handset, collections.phone]) {
    const index = map.collections.findIndex((collection) => full(collection) === wanted);
    if (index !== -1) return index;
  }
  return undefined;
}

/** Mirrors on vendor pages repeat each press (Jabra FF30, EPOS FF13, Yealink FF30): only these pages count. */
const trusted = new Set<number>([pages.telephony, pages.led, pages.button]);

function isBit(field: Field): boolean {
  return field.size === 1;
}

function means(field: Field, usages: readonly Usage[]): boolean {
  return [...field.usages, ...field.lateUsages].some(
    (usage) => trusted.has(usage >>> 16) && usages.includes(usage),
  );
}

/**
 * Only hook and mute have states worth reading. A hook with a preferred state is one too (EPOS D1 flags its so); a
 * flash that is flagged as a state (Blackwire) is pressed all the same.
 */
function kindOf(name: HeadsetInput, field: Field): InputKind {
  if (field.isRelative) return 'toggle';
  if (name === 'hook' || name === 'lineBusy') return 'state';
  return name === 'mute' && field.noPreferred ? 'state' : 'press';
}

function controlFrom(name: HeadsetInput, field: Field): InputControl {
  return {
    report: field.reportId,
    bit: field.bit,
    relative: field.isRelative,
    constant: field.isConstant,
    array: field.isArray,
    noPreferred: field.noPreferred,
    kind: kindOf(name, field),
  };
}

/** Undefined: this is no headset that can be spoken with. */
export function headsetLayout(map: ReportMap): HeadsetLayout | undefined {
  const tlc = telephonyIndex(map);
  if (tlc === undefined) return undefined;
  const bits = map.fields.filter((field) => field.tlc === tlc && isBit(field));
  const inputs: Partial<Record<HeadsetInput, InputControl>> = {};
  const lamps: Partial<Record<HeadsetLamp, Lamp>> = {};
  const outBytes: Record<number, number> = {};

  for (const name of Object.keys(inputUsages) as HeadsetInput[]) {
    const field = bits.find((bit) => bit.kind === 'input' && means(bit, inputUsages[name]));
    if (field) inputs[name] = controlFrom(name, field);
  }
  for (const name of Object.keys(outputUsages) as HeadsetLamp[]) {
    const field = bits.find((bit) => bit.kind === 'output' && means(bit, outputUsages[name]));
    if (!field) continue;
    lamps[name] = { report: field.reportId, bit: field.bit };
    outBytes[field.reportId] = Math.ceil((map.bits.output.get(field.reportId) ?? 0) / 8);
  }
  return { inputs, lamps, outBytes, numbered: map.numbered };
}
