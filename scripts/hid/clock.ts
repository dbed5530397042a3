import type { Clock } from '../../packages/hid/src/index.ts';

/** This process' time. */
export const systemClock: Clock = {
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
