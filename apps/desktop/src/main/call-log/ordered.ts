import type { CallLogEntry } from '@samband/telephony/contract';

/** Entries by call, and in the order in which the calls began. */
export interface OrderedEntries {
  get(call: string): CallLogEntry | undefined;
  put(entry: CallLogEntry): void;
  size(): number;
  /** As it is now, newest first; entries that are put later do not disturb it. */
  newestFirst(): readonly CallLogEntry[];
  /** Forgets all that began before this moment, UTC ms. */
  forget(before: number): void;
}

interface Place {
  readonly at: number;
  readonly call: string;
}
/** Newest first; the identity settles a tie. */
const order = (a: Place, b: Place): number => b.at - a.at || (a.call > b.call ? -1 : a.call < b.call ? 1 : 0);

/** At most `most` entries: of more, the oldest go. */
export function createOrdered(most: number): OrderedEntries {
  const entries = new Map<string, CallLogEntry>();
  /** Newest first: of the many that are read from files each is older than the one before, and goes to the end. */
  const places: Place[] = [];

  /** Index of the first place that is not before this one. */
  function find(place: Place): number {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = places[middle];
      if (there && order(there, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  function keep(count: number): void {
    for (const { call } of places.splice(count)) entries.delete(call);
  }

  return {
    get: (call) => entries.get(call),
    put(entry) {
      const { call, at } = entry;
      const before = entries.get(call);
      entries.set(call, entry);
      if (before?.at === at) return;
      if (before) places.splice(find(before), 1);
      const place = { at, call };
      places.splice(find(place), 0, place);
      if (places.length > most) keep(most);
    },
    size: () => entries.size,
    newestFirst: () =>
      places.flatMap(({ call }) => {
        const entry = entries.get(call);
        return entry ? [entry] : [];
      }),
    forget(before) {
      // The first of what is older than `before`.
      keep(find({ at: before - 1, call: '\uffff' }));
    },
  };
}
