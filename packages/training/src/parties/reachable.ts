import type { PlannedCall } from '../day/index.ts';
import { numberKey } from './address.ts';

/** Someone who has called, and what can still be said. */
export interface Reachable {
  readonly plan: PlannedCall;
  /** The last call. */
  readonly call: string;
}

/** Those who called earlier, by number; the oldest are forgotten. */
export interface Reachables {
  add(entry: Reachable): void;
  find(user: string): Reachable | undefined;
}

/** As many as an unanswered list is likely to hold. */
const most = 500;

export function createReachables(): Reachables {
  const entries = new Map<string, Reachable>();
  return {
    add(entry) {
      const key = numberKey(entry.plan.number);
      entries.delete(key);
      entries.set(key, entry);
      const [oldest] = entries.keys();
      if (entries.size > most && oldest !== undefined) entries.delete(oldest);
    },
    find: (user) => entries.get(numberKey(user)),
  };
}
