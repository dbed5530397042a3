import type { Clock, Disposable } from '../ports/index.ts';

const soonMs = 1000;
const seldomMs = 60_000;

/** What was dropped for one reason. */
export interface Drop {
  readonly why: string;
  /** Since the start. */
  readonly count: number;
  /** So many of those that have not been told yet were calls. */
  readonly calls: number;
}

/**
 * Counts what is dropped and tells it: the first of a reason at once, what follows once a second, and more and more
 * seldom while it goes on. One event for each would let anybody at the socket wash the position's history away.
 */
export interface Drops extends Disposable {
  add(why: string, isCall: boolean): void;
}

interface Reason {
  count: number;
  untoldCount: number;
  untoldCalls: number;
  waitMs: number;
  timer: Disposable | undefined;
}

export function createDrops(clock: Clock, tell: (drop: Drop) => void): Drops {
  const reasons = new Map<string, Reason>();

  function say(why: string, reason: Reason): void {
    const calls = reason.untoldCalls;
    reason.untoldCount = 0;
    reason.untoldCalls = 0;
    reason.timer = clock.after(reason.waitMs, () => {
      reason.timer = undefined;
      if (reason.untoldCount === 0) {
        reason.waitMs = soonMs;
        return;
      }
      reason.waitMs = Math.min(seldomMs, reason.waitMs * 2);
      say(why, reason);
    });
    tell({ why, count: reason.count, calls });
  }

  return {
    add(why, isCall) {
      const known = reasons.get(why);
      const reason = known ?? { count: 0, untoldCount: 0, untoldCalls: 0, waitMs: soonMs, timer: undefined };
      if (!known) reasons.set(why, reason);
      reason.count += 1;
      reason.untoldCount += 1;
      if (isCall) reason.untoldCalls += 1;
      if (!reason.timer) say(why, reason);
    },
    dispose() {
      for (const { timer } of reasons.values()) timer?.dispose();
      reasons.clear();
    },
  };
}
