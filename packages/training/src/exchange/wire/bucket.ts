import type { Clock } from '@samband/telephony/ports';

/** Token bucket: `burst` at once, `perSecond` for ever. */
export interface Bucket {
  /** False: too much. */
  take(): boolean;
}

export function createBucket(clock: Clock, rate: { perSecond: number; burst: number }): Bucket {
  let tokens = rate.burst;
  let at = clock.mono();
  return {
    take() {
      const now = clock.mono();
      tokens = Math.min(rate.burst, tokens + ((now - at) / 1000) * rate.perSecond);
      at = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
