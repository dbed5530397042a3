import type { Clock, Disposable } from '@samband/telephony/ports';

const lookEveryMs = 2000;

export interface PlacesDeps {
  readonly clock: Clock;
  /** Position numbers. */
  readonly all: readonly number[];
  /** A console that has been gone this long, or has never come, has given its place back. */
  readonly goneMs: number;
  /** Is the position signed in at the exchange? */
  isThere(position: number): boolean;
  /** More or fewer are taken. */
  handleChanged(taken: number): void;
}

/** Places in somebody's exercise: each is given once, and given back by being away. */
export interface Places extends Disposable {
  /** Undefined: all are taken. */
  give(): number | undefined;
  taken(): number;
}

export function createPlaces(deps: PlacesDeps): Places {
  const { clock, goneMs } = deps;
  /** Position to when it was last seen, or given; monotonic ms. */
  const given = new Map<number, number>();

  function look(): void {
    const now = clock.mono();
    const before = given.size;
    for (const [position, seenAt] of given) {
      if (deps.isThere(position)) given.set(position, now);
      else if (now - seenAt >= goneMs) given.delete(position);
    }
    if (given.size !== before) deps.handleChanged(given.size);
  }

  const looking = clock.every(lookEveryMs, look);

  return {
    give() {
      look();
      // One that is there without having been given is somebody's all the same.
      const free = deps.all.find((position) => !given.has(position) && !deps.isThere(position));
      if (free === undefined) return undefined;
      given.set(free, clock.mono());
      deps.handleChanged(given.size);
      return free;
    },
    taken: () => given.size,
    dispose: () => looking.dispose(),
  };
}
