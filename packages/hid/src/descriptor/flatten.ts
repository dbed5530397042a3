import { limits, reportKinds } from './types.ts';
import type {
  Collection,
  Complaint,
  Field,
  ReportBits,
  ReportInfo,
  ReportItem,
  ReportKind,
  Usage,
} from './types.ts';

const listOf: Record<ReportKind, 'inputReports' | 'outputReports' | 'featureReports'> = {
  input: 'inputReports',
  output: 'outputReports',
  feature: 'featureReports',
};

/**
 * The reports of a collection in their order. Chromium repeats each item in all collections around it, so that the
 * outermost list is whole; rebuilt from Windows' preparsed data, children may hold a report alone.
 */
function reportsOf(collection: Collection, kind: ReportKind): ReportInfo[] {
  const own = collection[listOf[kind]];
  const has = new Set(own.map(({ reportId }) => reportId));
  const below = collection.children.flatMap((child) => reportsOf(child, kind));
  return [...own, ...below.filter(({ reportId }) => !has.has(reportId))];
}

/** Usages `from` … `to`, bounded. */
function span(from: Usage, to: Usage): Usage[] {
  const length = Math.max(0, Math.min(to - from + 1, limits.usages));
  return Array.from({ length }, (_, index) => from + index);
}

interface Meanings {
  readonly now: readonly Usage[];
  readonly late: readonly Usage[];
}

function meaningsOf(item: ReportItem): Meanings {
  if (!item.isRange) {
    const now = item.usages ?? [];
    return { now, late: item.lateUsages ?? now };
  }
  const from = item.usageMinimum ?? 0;
  const now = span(from, item.usageMaximum ?? from);
  const late = (item.lateUsageMinimum ?? from) - from;
  return { now, late: late === 0 ? now : now.map((usage) => usage + late) };
}

/** The usage of field number `index`: the last one serves all that are left (HID 1.11 §6.2.2.8). */
function at(usages: readonly Usage[], index: number): Usage[] {
  const usage = usages[Math.min(index, usages.length - 1)];
  return usage === undefined ? [] : [usage];
}

/** Fields with a meaning. Padding has no usages; a constant item that has some is a button (Jabra, PowerConf). */
function fieldsOf(
  item: ReportItem,
  place: { kind: ReportKind; reportId: number; tlc: number; from: number },
) {
  const { now, late } = meaningsOf(item);
  if (now.length === 0) return [];
  const count = Math.min(item.reportCount, limits.fields);
  return Array.from({ length: count }, (_, index): Field => ({
    kind: place.kind,
    reportId: place.reportId,
    tlc: place.tlc,
    bit: place.from + index * item.reportSize,
    size: item.reportSize,
    usages: item.isArray ? now : at(now, index),
    lateUsages: item.isArray ? late : at(late, index),
    isArray: item.isArray,
    isConstant: item.isConstant,
    isRelative: !item.isAbsolute,
    noPreferred: !item.hasPreferredState,
    logicalMinimum: item.logicalMinimum,
    logicalMaximum: item.logicalMaximum,
  }));
}

export interface Flat {
  readonly fields: readonly Field[];
  readonly bits: ReportBits;
  readonly complaints: readonly Complaint[];
}

/** Every field of every report, with its place. */
export function flatten(collections: readonly Collection[]): Flat {
  const bits = {
    input: new Map<number, number>(),
    output: new Map<number, number>(),
    feature: new Map<number, number>(),
  };
  const fields: Field[] = [];
  let isFull = false;

  function addItem(item: ReportItem, kind: ReportKind, reportId: number, tlc: number): void {
    const end = bits[kind].get(reportId) ?? 0;
    const from = item.bitOffset ?? end;
    const after = from + item.reportSize * item.reportCount;
    // Beyond what a report can hold nothing has a place; the items after it have none either.
    if (after > limits.reportBits) isFull = true;
    if (isFull) return;
    bits[kind].set(reportId, Math.max(end, after));
    const found = fieldsOf(item, { kind, reportId, tlc, from });
    isFull = fields.length + found.length > limits.fields;
    if (!isFull) fields.push(...found);
  }

  for (const [tlc, collection] of collections.entries())
    for (const kind of reportKinds)
      for (const { reportId, items } of reportsOf(collection, kind))
        for (const item of items) addItem(item, kind, reportId, tlc);
  return { fields, bits, complaints: isFull ? [{ code: 'tooManyFields', offset: 0 }] : [] };
}
