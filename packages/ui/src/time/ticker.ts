/**
 * What the screen needs of the world's time, in ms. `wall` is for what is shown and recorded; whatever is ordered,
 * limited, guarded or measured goes by `mono` (ADR 0012).
 */
export interface TickerClock {
  /** UTC ms. It can be set, forward and back. */
  readonly wall: () => number;
  /** Never goes back. */
  readonly mono: () => number;
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

export const systemClock: TickerClock = {
  wall: () => Date.now(),
  mono: () => performance.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as number),
};

/** One second hand for the whole screen. It stands still while nobody looks at it. */
export interface Ticker {
  /** UTC ms of the last tick. */
  readonly wall: () => number;
  /** Monotonic ms of the last tick. */
  readonly mono: () => number;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createTicker(clock: TickerClock): Ticker {
  const listeners = new Set<() => void>();
  let wall = clock.wall();
  let mono = clock.mono();
  let timer: unknown;

  function read(): void {
    wall = clock.wall();
    mono = clock.mono();
  }
  function schedule(): void {
    timer = clock.setTimeout(tick, 1000 - (clock.wall() % 1000));
  }
  function tick(): void {
    read();
    for (const listener of listeners) listener();
    schedule();
  }
  return {
    wall: () => wall,
    mono: () => mono,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        read();
        schedule();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clock.clearTimeout(timer);
      };
    },
  };
}
