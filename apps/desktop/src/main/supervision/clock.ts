import type { Clock } from '@samband/telephony/ports';

/** The machine's time behind the `Clock` port. */
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
