import type { Clock, Disposable } from '../ports/index.ts';

/** How long after an outage the exchange has to offer waiting calls again. */
const reclaimMs = 3000;

/** The calls that were in line when the last edge went, until it is known what became of them. */
export interface Reclaim extends Disposable {
  keep(call: string): void;
  /** It came again. */
  release(call: string): void;
  /** An edge is back; `done` gets those that have not come again, at once when there are none. */
  begin(done: (lost: string[]) => void): void;
  isPending(): boolean;
  /** The edges are gone again: nothing was learnt. */
  interrupt(): void;
}

export function createReclaim(clock: Clock): Reclaim {
  const kept = new Set<string>();
  let timer: Disposable | undefined;
  let pending: ((lost: string[]) => void) | undefined;

  function finish(lost: string[]): void {
    timer?.dispose();
    const done = pending;
    pending = undefined;
    for (const call of lost) kept.delete(call);
    done?.(lost);
  }

  return {
    keep: (call) => void kept.add(call),
    release(call) {
      if (kept.delete(call) && kept.size === 0) finish([]);
    },
    begin(done) {
      finish([]);
      pending = done;
      if (kept.size === 0) return finish([]);
      timer = clock.after(reclaimMs, () => finish([...kept]));
    },
    isPending: () => pending !== undefined,
    interrupt: () => finish([]),
    dispose() {
      timer?.dispose();
      pending = undefined;
    },
  };
}
