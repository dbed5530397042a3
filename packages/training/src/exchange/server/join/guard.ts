import type { Clock } from '@samband/telephony/ports';

const most = 5;
const withinMs = 60_000;
const refusedMs = 60_000;

/**
 * Wrong tries, of all clients together: somebody who guesses has as many addresses as he likes.
 *
 *     open -- the fifth wrong one within a minute --> refusing -- a minute --> open
 */
export interface Guard {
  /** False: nobody is heard now. */
  isOpen(): boolean;
  wrong(): void;
}

export function createGuard(clock: Pick<Clock, 'mono'>): Guard {
  let tries: number[] = [];
  let until = -Infinity;
  return {
    isOpen: () => clock.mono() >= until,
    wrong() {
      const now = clock.mono();
      tries = [...tries.filter((at) => now - at < withinMs), now];
      if (tries.length < most) return;
      until = now + refusedMs;
      tries = [];
    },
  };
}
