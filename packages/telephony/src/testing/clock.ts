import type { Clock, Disposable } from '../ports/index.ts';

interface Timer {
  readonly id: number;
  due: number;
  readonly every: number | undefined;
  readonly run: () => void;
}

/** Time that only moves when a test says so. */
export interface FakeClock extends Clock {
  /** Moves both clocks, running what falls due in order. Promises are not waited for: see `run`. */
  advance(ms: number): void;
  /** As `advance`, letting promises settle after each timer. */
  run(ms: number): Promise<void>;
  /** The wall clock is set, the monotonic one is not. */
  jumpWall(ms: number): void;
  /** Timers that have not been disposed of. */
  open(): number;
}

/** Lets every promise that can settle now, settle. */
export async function settle(): Promise<void> {
  // The fakes answer from setImmediate: what such an answer brings about settles in the second round.
  for (let round = 0; round < 2; round++) await new Promise((resolve) => setImmediate(resolve));
}

export function fakeClock(wall = Date.parse('2026-01-01T12:00:00Z')): FakeClock {
  const timers = new Map<number, Timer>();
  let mono = 0;
  let offset = wall;
  let count = 0;

  function add(ms: number, run: () => void, every?: number): Disposable {
    const id = ++count;
    timers.set(id, { id, due: mono + Math.max(0, ms), every, run });
    return { dispose: () => void timers.delete(id) };
  }

  /** Runs the first timer due until `end`; false when there is none. */
  function step(end: number): boolean {
    const [first] = [...timers.values()].sort((a, b) => a.due - b.due || a.id - b.id);
    if (!first || first.due > end) return false;
    mono = Math.max(mono, first.due);
    if (first.every === undefined) timers.delete(first.id);
    else first.due = mono + Math.max(1, first.every);
    first.run();
    return true;
  }

  return {
    wall: () => offset + mono,
    mono: () => mono,
    after: (ms, run) => add(ms, run),
    every: (ms, run) => add(ms, run, ms),
    advance(ms) {
      const end = mono + ms;
      while (step(end));
      mono = end;
    },
    async run(ms) {
      const end = mono + ms;
      await settle();
      while (step(end)) await settle();
      mono = end;
    },
    jumpWall: (ms) => {
      offset += ms;
    },
    open: () => timers.size,
  };
}
