const two = (value: number, width = 2) => String(Math.floor(Math.abs(value))).padStart(width, '0');

/** ISO 8601 with the offset of this PC's time zone at that moment, milliseconds included. */
export function isoWithOffset(ms: number, offsetMinutes = -new Date(ms).getTimezoneOffset()): string {
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `${local}${sign}${two(Math.abs(offsetMinutes) / 60)}:${two(Math.abs(offsetMinutes) % 60)}`;
}
