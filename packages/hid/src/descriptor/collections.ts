import { z } from 'zod';
import { flatten } from './flatten.ts';
import { limits } from './types.ts';
import type { Collection, ReportMap } from './types.ts';

const usage = z.int().min(0).max(0xffff_ffff);

/** WebHID leaves out what it does not know, and tells a range by its ends. */
const itemSchema = z.object({
  isConstant: z.boolean().default(false),
  isArray: z.boolean().default(false),
  isAbsolute: z.boolean().default(true),
  hasPreferredState: z.boolean().default(true),
  hasNull: z.boolean().default(false),
  isRange: z.boolean().default(false),
  usages: z.array(usage).max(limits.usages).optional(),
  lateUsages: z.array(usage).max(limits.usages).optional(),
  usageMinimum: usage.optional(),
  usageMaximum: usage.optional(),
  lateUsageMinimum: usage.optional(),
  reportSize: z.int().min(0).max(limits.reportBits).default(0),
  reportCount: z.int().min(0).max(limits.reportBits).default(0),
  logicalMinimum: z.number().default(0),
  logicalMaximum: z.number().default(0),
  bitOffset: z.int().min(0).max(limits.reportBits).optional(),
});

const reportSchema = z.object({
  reportId: z.int().min(0).max(0xff).default(0),
  items: z.array(itemSchema).max(limits.items).default([]),
});

const reports = z.array(reportSchema).max(256).default([]);

const shape = {
  usagePage: z.int().min(0).max(0xffff).default(0),
  usage: z.int().min(0).max(0xffff).default(0),
  type: z.int().min(0).max(0xff).default(1),
  inputReports: reports,
  outputReports: reports,
  featureReports: reports,
};

interface Counted {
  collections: number;
  items: number;
}

/** One collection and what it holds; undefined where the whole is deeper or larger than anything real. */
function collectionFrom(value: unknown, depth: number, counted: Counted): Collection | undefined {
  counted.collections += 1;
  if (depth > limits.depth || counted.collections > limits.collections) return undefined;
  const parsed = z
    .object({ ...shape, children: z.array(z.unknown()).max(limits.collections).default([]) })
    .safeParse(value);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  for (const list of [data.inputReports, data.outputReports, data.featureReports])
    for (const report of list) counted.items += report.items.length;
  // Each item stands in every collection around it.
  if (counted.items > limits.items * limits.depth) return undefined;
  const children: Collection[] = [];
  for (const child of data.children) {
    const collection = collectionFrom(child, depth + 1, counted);
    if (!collection) return undefined;
    children.push(collection);
  }
  return { ...data, children };
}

/**
 * The collections that a browser gives (`HIDDevice.collections`), from wherever they come: checked, bounded, and with
 * the same field list that `parseDescriptor` makes. Undefined: these are no collections.
 */
export function mapOfCollections(value: unknown): ReportMap | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > limits.collections) return undefined;
  const counted = { collections: 0, items: 0 };
  const collections: Collection[] = [];
  for (const entry of value as unknown[]) {
    const collection = collectionFrom(entry, 1, counted);
    if (!collection) return undefined;
    collections.push(collection);
  }
  const { fields, bits, complaints } = flatten(collections);
  const ids = [...bits.input.keys(), ...bits.output.keys(), ...bits.feature.keys()];
  return { collections, fields, bits, complaints, numbered: ids.some((id) => id !== 0) };
}
