export interface Figures {
  /** The first one after the start, told apart from the rest. ms. */
  readonly first: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** How many the three figures above are made of. */
  readonly n: number;
}

/** Nearest rank: the smallest value that at least this share of all does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Sums a series up; the first sample stands apart, but counts for `max`: an operator's first call is a call. */
export function figures([first = Number.NaN, ...rest]: readonly number[]): Figures {
  return {
    first: tenth(first),
    p50: tenth(percentile(rest, 0.5)),
    p95: tenth(percentile(rest, 0.95)),
    max: tenth(Math.max(first, ...rest)),
    n: rest.length,
  };
}
