import { readBit, splitReport } from './bits.ts';

/** A bit with a name. */
export interface NamedBit<Name extends string> {
  readonly name: Name;
  readonly report: number;
  readonly bit: number;
}

export interface Change<Name extends string> {
  readonly name: Name;
  readonly value: 0 | 1;
}

/** What one report told. */
export interface Reading<Name extends string> {
  readonly report: number;
  /** The first of its id: what it says was so before we looked, so it is no change. */
  readonly isBaseline: boolean;
  readonly changes: readonly Change<Name>[];
}

/** Turns reports, which tell how things are, into what has changed. */
export interface Edges<Name extends string> {
  /** Undefined: nothing of ours is in this report. */
  read(bytes: Uint8Array): Reading<Name> | undefined;
  value(name: Name): 0 | 1;
  /** Takes all zeros for the baseline of every report that has not come yet. */
  assume(): void;
  /** The next report is a baseline again: the device was opened anew. */
  reset(): void;
}

export function createEdges<Name extends string>(
  bits: readonly NamedBit<Name>[],
  numbered: boolean,
): Edges<Name> {
  const values = new Map<Name, 0 | 1>();
  const seen = new Set<number>();

  return {
    read(bytes) {
      const report = splitReport(bytes, numbered);
      const mine = report ? bits.filter((bit) => bit.report === report.id) : [];
      if (!report || mine.length === 0) return undefined;
      const isBaseline = !seen.has(report.id);
      seen.add(report.id);
      const changes: Change<Name>[] = [];
      for (const { name, bit } of mine) {
        // A report that is cut short says nothing of what it lacks.
        const value = readBit(report.data, bit);
        if (value === undefined || value === (values.get(name) ?? 0)) continue;
        values.set(name, value);
        changes.push({ name, value });
      }
      return { report: report.id, isBaseline, changes: isBaseline ? [] : changes };
    },
    value: (name) => values.get(name) ?? 0,
    assume() {
      for (const { report } of bits) seen.add(report);
    },
    reset() {
      values.clear();
      seen.clear();
    },
  };
}
