import type { Clock, Disposable } from '../ports.ts';

interface Timer {
  readonly id: number;
  due: number;
  readonly every: number | undefined;
  readonly run: () => void;
}

/** Time that only moves when a test says so. */
export interface FakeClock extends Clock {
  /** Runs what falls due, in order. Promises are not waited for: see `run`. */
  advance(ms: number): void;
  /** As `advance`, letting promises settle after each timer. */
  run(ms: number): Promise<void>;
  /** Timers that have not been disposed of. */
  open(): number;
}

/** Lets every promise that can settle now, settle. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 2; round++) await new Promise((resolve) => setImmediate(resolve));
}

export function fakeClock(): FakeClock {
  const timers = new Map<number, Timer>();
  let now = 0;
  let count = 0;

  function add(ms: number, run: () => void, every?: number): Disposable {
    const id = ++count;
    timers.set(id, { id, due: now + Math.max(0, ms), every, run });
    return { dispose: () => void timers.delete(id) };
  }

  /** Runs the first timer due until `end`; false when there is none. */
  function step(end: number): boolean {
    let first: Timer | undefined;
    for (const timer of timers.values())
      if (!first || timer.due < first.due || (timer.due === first.due && timer.id < first.id)) first = timer;
    if (!first || first.due > end) return false;
    now = Math.max(now, first.due);
    if (first.every === undefined) timers.delete(first.id);
    else first.due = now + Math.max(1, first.every);
    first.run();
    return true;
  }

  return {
    mono: () => now,
    after: (ms, run) => add(ms, run),
    every: (ms, run) => add(ms, run, ms),
    advance(ms) {
      const end = now + ms;
      while (step(end));
      now = end;
    },
    async run(ms) {
      const end = now + ms;
      await settle();
      while (step(end)) await settle();
      now = end;
    },
    open: () => timers.size,
  };
}
