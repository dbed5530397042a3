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
