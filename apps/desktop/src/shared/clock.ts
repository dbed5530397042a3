import type { Clock, Ids } from '@samband/telephony/ports';

/** The machine's time behind the `Clock` port, for processes without a page. */
export const systemClock: Clock = {
  wall: () => Date.now(),
  mono: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

export const systemIds: Ids = { next: () => globalThis.crypto.randomUUID(), random: Math.random };
