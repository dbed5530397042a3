import type { TickerClock } from '../time/ticker.ts';

/** Timers by name: a new one takes the place of the old one of its name. */
export interface Timers {
  readonly later: (name: string, ms: number, run: () => void) => void;
  readonly cancel: (name: string) => void;
  readonly dispose: () => void;
}

export function createTimers(clock: TickerClock): Timers {
  const running = new Map<string, unknown>();
  function cancel(name: string): void {
    clock.clearTimeout(running.get(name));
    running.delete(name);
  }
  return {
    later(name, ms, run) {
      cancel(name);
      const fire = (): void => {
        running.delete(name);
        run();
      };
      running.set(name, clock.setTimeout(fire, ms));
    },
    cancel,
    dispose() {
      for (const name of running.keys()) cancel(name);
    },
  };
}
