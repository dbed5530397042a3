/** In [0, 1). */
export type Random = () => number;

/** Mulberry32: the same seed gives the same numbers, on every machine. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = Math.trunc(seed) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Evenly from `least` up to, and without, `most`. */
export function between(random: Random, [least, most]: readonly [number, number]): number {
  return least + random() * (most - least);
}

/** Any of a list that is not empty. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

/** Endless: every one of the list once, in a new order, then all again. */
export function* shuffled<T>(random: Random, list: readonly T[]): Generator<T, never> {
  for (;;) {
    const left = [...list];
    while (left.length > 0) {
      const [taken] = left.splice(Math.floor(random() * left.length), 1);
      if (taken !== undefined) yield taken;
    }
    if (list.length === 0) throw new Error('nothing to choose from');
  }
}
