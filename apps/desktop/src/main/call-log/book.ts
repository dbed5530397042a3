import { logChanges } from '@samband/telephony/contract';
import type { CallLogEntry, Event } from '@samband/telephony/contract';
import { createOrdered } from './ordered.ts';

/** Stands for whoever was signed in when a file began: the file before it tells. No name holds a NUL. */
const earlier = '\0earlier';

type Operator = string | undefined;
/** An event of a call that began in a file that has not been read yet. */
interface Orphan {
  readonly event: Event;
  readonly operator: Operator;
}

/** One file, or what happens now, event by event in its order. */
interface Segment {
  add(event: Event): void;
  operator(): Operator;
  /** The file before says who was signed in when this one began. */
  begin(operator: Operator): void;
  /** Hands them over: they are not given twice. */
  takeOrphans(): readonly Orphan[];
}

const maxOrphans = 5000;

function createSegment(
  known: (call: string) => CallLogEntry | undefined,
  put: (entry: CallLogEntry) => void,
  keepsOrphans: () => boolean,
): Segment {
  let operator: Operator = earlier;
  let orphans: Orphan[] = [];
  return {
    add(event) {
      if (event.type === 'engine.started' || event.type === 'signedOut') operator = undefined;
      else if (event.type === 'signedIn') operator = event.operator?.name;
      const changes = logChanges(event, known, operator);
      for (const entry of changes) put(entry);
      if (changes.length > 0 || event.call === undefined || known(event.call) || !keepsOrphans()) return;
      if (orphans.push({ event, operator }) > maxOrphans) orphans.shift();
    },
    operator: () => operator,
    begin(before) {
      if (operator === earlier) operator = before;
    },
    takeOrphans() {
      const taken = orphans;
      orphans = [];
      return taken;
    },
  };
}

function withOperator(entry: CallLogEntry, operator: Operator): CallLogEntry {
  const { operator: _unknown, ...rest } = entry;
  return operator === undefined ? rest : { ...rest, operator };
}

/** One call told by two files, as one that was told in order: its first moment stands, its last outcome counts. */
function joined(older: CallLogEntry, newer: CallLogEntry | undefined): CallLogEntry {
  if (!newer) return older;
  const outcome = newer.outcome === 'open' ? older.outcome : newer.outcome;
  return { ...older, ...newer, at: Math.min(older.at, newer.at), outcome };
}

/** The calls of a position, from its events: what happens now, and file after file, the newest first. */
export interface Book {
  /** The next event of now. */
  add(event: Event): void;
  /** The events of the file before all that is known, in their order; `end` takes them in. */
  older(): { add(event: Event): void; end(): void };
  /** There is nothing older. */
  complete(): void;
  /** No room for anything older. */
  full(): boolean;
  newestFirst(): readonly CallLogEntry[];
  forget(before: number): void;
}

export function createBook(most: number): Book {
  const entries = createOrdered(most);
  /** Calls whose operator an older file knows. */
  const unknown = new Set<string>();
  let waiting: Orphan[] = [];
  let whole = false;

  function put(entry: CallLogEntry): void {
    entries.put(entry);
    if (entry.operator === earlier) unknown.add(entry.call);
    else unknown.delete(entry.call);
  }
  const now = createSegment(entries.get, put, () => !whole);

  /** The file before everything that is known so far says who was signed in when that began. */
  function settle(operator: Operator): void {
    if (operator === earlier) return;
    for (const call of unknown) {
      const entry = entries.get(call);
      if (entry) entries.put(withOperator(entry, operator));
    }
    unknown.clear();
    now.begin(operator);
  }

  /** Takes a file's calls in; those that went on later get what was told of them then. */
  function takeIn(file: ReadonlyMap<string, CallLogEntry>, segment: Segment): void {
    const operator = segment.operator();
    const later = waiting
      .concat(now.takeOrphans())
      .map((orphan) => (orphan.operator === earlier ? { ...orphan, operator } : orphan));
    settle(operator);
    const byCall = new Map<string, Orphan[]>();
    for (const orphan of later) {
      const call = orphan.event.call ?? '';
      if (file.has(call)) byCall.set(call, [...(byCall.get(call) ?? []), orphan]);
    }
    for (const [call, told] of file) {
      let entry = told;
      for (const orphan of byCall.get(call) ?? [])
        for (const changed of logChanges(orphan.event, () => entry, orphan.operator)) entry = changed;
      put(joined(entry, entries.get(call)));
    }
    waiting = [...segment.takeOrphans(), ...later.filter(({ event }) => !file.has(event.call ?? ''))].slice(
      -maxOrphans,
    );
  }

  return {
    add: now.add,
    older() {
      const file = new Map<string, CallLogEntry>();
      const segment = createSegment(
        (call) => file.get(call),
        (entry) => file.set(entry.call, entry),
        () => true,
      );
      return { add: segment.add, end: () => takeIn(file, segment) };
    },
    complete() {
      whole = true;
      settle(undefined);
      now.takeOrphans();
      waiting = [];
    },
    full: () => entries.size() >= most,
    newestFirst: () =>
      whole
        ? entries.newestFirst()
        : entries
            .newestFirst()
            .map((entry) => (entry.operator === earlier ? withOperator(entry, undefined) : entry)),
    forget: entries.forget,
  };
}
