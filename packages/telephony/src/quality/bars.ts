/** 0 nothing, 1 bad, 2 poor, 3 good, 4 very good. */
export type Bars = 0 | 1 | 2 | 3 | 4;

// G.109: R 80, 70 and 60 as MOS.
const limits: readonly (readonly [bars: Bars, mos: number])[] = [
  [4, 4.0],
  [3, 3.6],
  [2, 3.1],
];
/** What it takes above a limit to go up: a call at the limit must not flicker. */
const margin = 0.1;

function level(mos: number, add: number): Bars {
  return limits.find(([, limit]) => mos >= limit + add)?.[0] ?? 1;
}

/** Down at once, up only when it is clearly better. `alive` false is 0; coming back needs no margin. */
export function nextBars(before: Bars | undefined, alive: boolean, mos: number): Bars {
  if (!alive) return 0;
  const plain = level(mos, 0);
  if (before === undefined || before === 0 || plain <= before) return plain;
  return Math.max(before, level(mos, margin)) as Bars;
}
