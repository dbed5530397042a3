/** What the ticker needs of the world; times in ms. */
export interface TickerClock {
  readonly now: () => number;
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

export const systemClock: TickerClock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as number),
};

/** One second hand for the whole screen. It stands still while nobody looks at it. */
export interface Ticker {
  /** UTC ms of the last tick. */
  readonly now: () => number;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createTicker(clock: TickerClock): Ticker {
  const listeners = new Set<() => void>();
  let current = clock.now();
  let timer: unknown;

  function schedule(): void {
    timer = clock.setTimeout(tick, 1000 - (clock.now() % 1000));
  }
  function tick(): void {
    current = clock.now();
    for (const listener of listeners) listener();
    schedule();
  }
  return {
    now: () => current,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        current = clock.now();
        schedule();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clock.clearTimeout(timer);
      };
    },
  };
}
