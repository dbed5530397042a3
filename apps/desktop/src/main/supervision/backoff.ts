/** Wait before the n-th replacement in a row, ms: the first at once, then doubling to 5 s. Never gives up. */
export function restartDelay(failuresInARow: number): number {
  if (failuresInARow <= 1) return 0;
  return Math.min(5000, 125 * 2 ** Math.min(failuresInARow - 1, 10));
}

/** A page that lived this long (ms) was well: the next death is a first one again. */
export const healthyAfter = 60_000;
