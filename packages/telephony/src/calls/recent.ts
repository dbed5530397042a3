import type { EventAbout } from '../ports/index.ts';

/** More than anybody still has a note to write about. */
const kept = 32;

/** The calls that ended last, so that something can still be said of them. */
export interface Recent {
  add(about: EventAbout): void;
  find(call: string): EventAbout | undefined;
}

export function createRecent(): Recent {
  const ended = new Map<string, EventAbout>();
  return {
    add(about) {
      if (about.call === undefined) return;
      // The newest last, also when a call has ended before.
      ended.delete(about.call);
      ended.set(about.call, about);
      const [oldest] = ended.keys();
      if (ended.size > kept && oldest !== undefined) ended.delete(oldest);
    },
    find: (call) => ended.get(call),
  };
}
