import { flatten } from './flatten.ts';
import { itemsOf } from './items.ts';
import type { Item } from './items.ts';
import { limits } from './types.ts';
import type {
  Collection,
  Complaint,
  ComplaintCode,
  ParseResult,
  ReportInfo,
  ReportItem,
  ReportKind,
} from './types.ts';
import { createLocalUsages } from './usages.ts';

interface OpenCollection extends Collection {
  readonly children: OpenCollection[];
  readonly inputReports: OpenReport[];
  readonly outputReports: OpenReport[];
  readonly featureReports: OpenReport[];
}
interface OpenReport extends ReportInfo {
  readonly items: ReportItem[];
}

/** Global items (HID 1.11 §6.2.2.7): they hold until they are set again, and Push keeps them all. */
interface Globals {
  page: number;
  logicalMinimum: number;
  logicalMaximum: number;
  /** The same bytes without a sign. */
  logicalMaximumUnsigned: number;
  size: number;
  count: number;
  reportId: number;
}

const initial: Globals = {
  page: 0,
  logicalMinimum: 0,
  logicalMaximum: 0,
  logicalMaximumUnsigned: 0,
  size: 0,
  count: 0,
  reportId: 0,
};

const kindOf: Readonly<Record<number, ReportKind>> = { 0x80: 'input', 0x90: 'output', 0xb0: 'feature' };
const listOf = { input: 'inputReports', output: 'outputReports', feature: 'featureReports' } as const;

type Locals = ReturnType<typeof createLocalUsages>;

/** A Main item as WebHID tells it (HID 1.11 §6.2.2.5). */
function itemFrom(flags: number, globals: Globals, locals: Locals, bitOffset: number): ReportItem {
  const { usages, range } = locals.take(globals.page);
  const { logicalMinimum, logicalMaximum, logicalMaximumUnsigned } = globals;
  return {
    isConstant: (flags & 1) !== 0,
    isArray: (flags & 2) === 0,
    isAbsolute: (flags & 4) === 0,
    hasPreferredState: (flags & 32) === 0,
    hasNull: (flags & 64) !== 0,
    isRange: range !== undefined,
    ...(range
      ? { usageMinimum: range.from.now, usageMaximum: range.to.now, lateUsageMinimum: range.from.late }
      : { usages: usages.map(({ now }) => now), lateUsages: usages.map(({ late }) => late) }),
    reportSize: globals.size,
    reportCount: globals.count,
    logicalMinimum,
    // Below a minimum that is no negative number it was meant without a sign: `25 FF` is 255 (PCsensor).
    logicalMaximum:
      logicalMinimum >= 0 && logicalMaximum < logicalMinimum ? logicalMaximumUnsigned : logicalMaximum,
    bitOffset,
  };
}

/** Reads a descriptor item by item. Each handler says whether reading goes on. */
function createReader(complain: (code: ComplaintCode, offset: number) => void) {
  const top: OpenCollection[] = [];
  const path: OpenCollection[] = [];
  const kept: Globals[] = [];
  const ends = {
    input: new Map<number, number>(),
    output: new Map<number, number>(),
    feature: new Map<number, number>(),
  };
  let globals = { ...initial };
  let numbered = false;
  let count = { collections: 0, items: 0 };
  let offset = 0;
  const locals = createLocalUsages((code) => complain(code, offset));

  function stop(code: ComplaintCode): false {
    complain(code, offset);
    return false;
  }

  function openCollection(type: number): boolean {
    if (path.length >= limits.depth) return stop('tooDeep');
    if (count.collections >= limits.collections) return stop('tooManyCollections');
    count = { ...count, collections: count.collections + 1 };
    const usage = locals.takeFirst(globals.page);
    const collection: OpenCollection = {
      usagePage: usage >>> 16,
      usage: usage & 0xffff,
      type: type & 0xff,
      children: [],
      inputReports: [],
      outputReports: [],
      featureReports: [],
    };
    (path.at(-1)?.children ?? top).push(collection);
    path.push(collection);
    return true;
  }

  function addItem(kind: ReportKind, flags: number): boolean {
    if (count.items >= limits.items) return stop('tooManyItems');
    count = { ...count, items: count.items + 1 };
    const from = ends[kind].get(globals.reportId) ?? 0;
    const end = from + globals.size * globals.count;
    if (end > limits.reportBits) return stop('reportTooLarge');
    ends[kind].set(globals.reportId, end);
    const item = itemFrom(flags, globals, locals, from);
    if (path.length === 0) complain('outsideCollection', offset);
    // As Chromium does: an item stands in every collection around it.
    for (const collection of path) reportIn(collection[listOf[kind]], globals.reportId).items.push(item);
    return true;
  }

  function reportIn(reports: OpenReport[], reportId: number): OpenReport {
    const found = reports.find((report) => report.reportId === reportId);
    if (found) return found;
    const report: OpenReport = { reportId, items: [] };
    reports.push(report);
    return report;
  }

  function setReportId(id: number): void {
    // 0 is reserved and an id is one byte (HID 1.11 §6.2.2.7).
    if (id === 0 || id > 0xff) return complain('badReportId', offset);
    globals.reportId = id;
    numbered = true;
  }

  function push(): boolean {
    if (kept.length >= limits.depth) return stop('tooDeep');
    kept.push({ ...globals });
    return true;
  }

  function pop(): void {
    const last = kept.pop();
    if (last) globals = last;
    else complain('unbalancedPop', offset);
  }

  function closeCollection(): void {
    locals.take(globals.page);
    if (!path.pop()) complain('unbalancedEnd', offset);
  }

  const handlers: Readonly<Record<number, (item: Item) => boolean | void>> = {
    0x04: ({ unsigned }) => void (globals.page = unsigned & 0xffff),
    0x14: ({ signed }) => void (globals.logicalMinimum = signed),
    0x24: ({ signed, unsigned }) => {
      globals.logicalMaximum = signed;
      globals.logicalMaximumUnsigned = unsigned;
    },
    0x74: ({ unsigned }) => void (globals.size = unsigned),
    0x94: ({ unsigned }) => void (globals.count = unsigned),
    0x84: ({ unsigned }) => setReportId(unsigned),
    0xa4: push,
    0xb4: pop,
    0x08: ({ unsigned, size }) => locals.usage(unsigned, size, globals.page),
    0x18: ({ unsigned, size }) => locals.minimum(unsigned, size, globals.page),
    0x28: ({ unsigned, size }) => locals.maximum(unsigned, size, globals.page),
    0xa8: ({ unsigned }) => {
      if (!locals.delimiter(unsigned === 1)) complain('badDelimiter', offset);
    },
    0xa0: ({ unsigned }) => openCollection(unsigned),
    0xc0: closeCollection,
  };

  return {
    /** False: nothing after this item is read. */
    handleItem(item: Item): boolean {
      offset = item.offset;
      const kind = kindOf[item.tag];
      if (kind) return addItem(kind, item.unsigned);
      // Units, exponents, physical extents and strings do not change where a button is; reserved items mean nothing.
      return handlers[item.tag]?.(item) !== false;
    },
    end() {
      if (path.length > 0) complain('unclosed', offset);
      return { collections: top, numbered, ends };
    },
  };
}

/**
 * Reads a report descriptor (HID 1.11 §6.2.2), whatever the bytes are: what cannot be read is left out with a
 * complaint, what no headset needs is bounded (`limits`), and nothing is thrown.
 */
export function parseDescriptor(bytes: Uint8Array): ParseResult {
  const complaints: Complaint[] = [];
  const complain = (code: ComplaintCode, offset: number): void => {
    if (complaints.length < limits.complaints) complaints.push({ code, offset });
  };
  if (bytes.length === 0) return { ok: false, error: { code: 'empty', offset: 0, complaints } };
  if (bytes.length > limits.bytes) complain('tooLong', limits.bytes);

  const reader = createReader(complain);
  const items = itemsOf(bytes.subarray(0, limits.bytes), (offset) => complain('truncated', offset));
  for (const item of items) if (!reader.handleItem(item)) break;
  const { collections, numbered, ends } = reader.end();
  if (collections.length === 0)
    return { ok: false, error: { code: 'noCollection', offset: bytes.length, complaints } };
  const { fields, complaints: flat } = flatten(collections);
  return {
    ok: true,
    map: { collections, fields, bits: ends, numbered, complaints: [...complaints, ...flat] },
  };
}
