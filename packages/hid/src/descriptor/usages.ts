import { limits } from './types.ts';
import type { Usage } from './types.ts';

/** A Usage item as it was written: the page is bound at once, or when the Main item comes. */
interface Named {
  readonly now: Usage;
  /** The 16 bits that were written; undefined when the item had four bytes and so brought its own page. */
  readonly id: number | undefined;
}

interface Range {
  readonly from: Named;
  readonly to: Named;
}

export interface Readings {
  readonly now: Usage;
  readonly late: Usage;
}

/** What a Main item means: a list of usages, or one range. */
export interface Meaning {
  readonly usages: readonly Readings[];
  readonly range: { readonly from: Readings; readonly to: Readings } | undefined;
}

/** The local state between two Main items. */
export interface LocalUsages {
  usage(value: number, size: number, page: number): void;
  minimum(value: number, size: number, page: number): void;
  maximum(value: number, size: number, page: number): void;
  /** Between open and close only the first usage counts: the others are alternatives to it (HID 1.11 §6.2.2.8). */
  delimiter(open: boolean): boolean;
  take(page: number): Meaning;
  /** Of a collection: the first usage written, with the page in force now. */
  takeFirst(page: number): Usage;
}

export function createLocalUsages(complain: (code: 'badRange' | 'tooManyUsages') => void): LocalUsages {
  let written: (Named | Range)[] = [];
  let from: Named | undefined;
  let to: Named | undefined;
  let delimited: 'no' | 'empty' | 'full' = 'no';

  const named = (value: number, size: number, page: number): Named =>
    size === 4 ? { now: value, id: undefined } : { now: page * 65_536 + value, id: value };
  const late = (usage: Named, page: number): Usage =>
    usage.id === undefined ? usage.now : page * 65_536 + usage.id;

  function add(entry: Named | Range): void {
    if (delimited === 'full') return;
    if (delimited === 'empty') delimited = 'full';
    if (written.length < limits.usages) written.push(entry);
    else complain('tooManyUsages');
  }

  /** Both ends of a range are there, in either order. */
  function pair(): void {
    if (!from || !to) return;
    if (to.now >= from.now && to.now >>> 16 === from.now >>> 16) add({ from, to });
    else complain('badRange');
    from = to = undefined;
  }

  function clear(): void {
    written = [];
    from = to = undefined;
    delimited = 'no';
  }

  const readings = (usage: Named, page: number): Readings => ({ now: usage.now, late: late(usage, page) });

  function expand(entry: Named | Range, page: number): Readings[] {
    if ('now' in entry) return [readings(entry, page)];
    const first = readings(entry.from, page);
    const length = Math.min(entry.to.now - entry.from.now + 1, limits.usages);
    return Array.from({ length }, (_, index) => ({ now: first.now + index, late: first.late + index }));
  }

  return {
    usage: (value, size, page) => add(named(value, size, page)),
    minimum(value, size, page) {
      from = named(value, size, page);
      pair();
    },
    maximum(value, size, page) {
      to = named(value, size, page);
      pair();
    },
    delimiter(open) {
      if (open === (delimited !== 'no')) return false;
      delimited = open ? 'empty' : 'no';
      return true;
    },
    take(page) {
      const [only] = written;
      const entries = written;
      clear();
      if (entries.length === 1 && only && 'from' in only)
        return { usages: [], range: { from: readings(only.from, page), to: readings(only.to, page) } };
      const usages: Readings[] = [];
      for (const entry of entries) {
        if (usages.length >= limits.usages) break;
        usages.push(...expand(entry, page));
      }
      return { usages: usages.slice(0, limits.usages), range: undefined };
    },
    takeFirst(page) {
      const [first] = written;
      clear();
      if (!first) return 0;
      return late('now' in first ? first : first.from, page);
    },
  };
}
