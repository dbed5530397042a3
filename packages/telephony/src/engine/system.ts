import type { Clock, Disposable, Ids } from '../ports/index.ts';

/** The page's own clocks and timers. Timers are true only where the page is not throttled. */
export function systemClock(): Clock {
  const disposable = (dispose: () => void): Disposable => ({ dispose });
  return {
    wall: () => Date.now(),
    mono: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return disposable(() => clearTimeout(timer));
    },
    every(ms, run) {
      const timer = setInterval(run, ms);
      return disposable(() => clearInterval(timer));
    },
  };
}

export function systemIds(): Ids {
  return { next: () => crypto.randomUUID(), random: () => Math.random() };
}
