import type { Clock } from '../ports/index.ts';

/** Date (RFC 3261 §20.17) counts whole seconds: less than this cannot be told from nothing. */
const resolutionMs = 1000;

/** From here on an operator must know. */
export const skewAlarmMs = 2000;

/**
 * PC's clock minus the exchange's, ms, from the Date of a response; undefined when the date cannot be read.
 * Half a second is added to Date, which is the exchange's time rounded down. Differences below Date's own
 * resolution are 0.
 */
export function skewFrom(date: string, wall: number): number | undefined {
  const exchange = Date.parse(date);
  if (Number.isNaN(exchange)) return undefined;
  const skew = Math.round(wall - (exchange + resolutionMs / 2));
  return Math.abs(skew) < resolutionMs ? 0 : skew;
}

/** Worth an event: the noise of Date's resolution is not. */
export function skewChanged(told: number, now: number): boolean {
  return told !== now && (Math.abs(now - told) > resolutionMs || now === 0);
}

/** The exchange's origin moves with this PC's clock where both agree, but not for the noise of reading two clocks. */
const noiseMs = 50;

/** The exchange's clock, as far as the answers to REGISTER tell it. */
export interface ExchangeClock {
  /** The Date of an answer. The skew (ms) where it is another one from now on. */
  handleDate(date: string): number | undefined;
  /** PC's clock minus the exchange's, ms. */
  skewMs(): number;
  /** UTC ms of the exchange at the origin of our monotonic clock: a step of this PC's clock does not move it. */
  originMs(): number;
}

export function createExchangeClock(clock: Pick<Clock, 'wall' | 'mono'>): ExchangeClock {
  let skew = 0;
  let origin = clock.wall() - clock.mono();
  return {
    handleDate(date) {
      const wall = clock.wall();
      const now = skewFrom(date, wall);
      if (now === undefined) return undefined;
      const measured = wall - now - clock.mono();
      // Without the PC's own clock to go by, Date tells nothing finer than its resolution.
      if (Math.abs(measured - origin) > (now === 0 ? noiseMs : resolutionMs)) origin = measured;
      if (!skewChanged(skew, now)) return undefined;
      skew = now;
      return now;
    },
    skewMs: () => skew,
    originMs: () => origin,
  };
}
