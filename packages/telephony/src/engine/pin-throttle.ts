import type { Clock } from '../ports/index.ts';

/** Wrong PINs that cost nothing: a tired finger. */
const free = 3;
const firstWaitMs = 5000;
const longestWaitMs = 300_000;
/** After this long without a try the count begins anew. */
const forgetMs = 1_800_000;

/** How long the next try waits after so many wrong ones in a row: 5 s after the third, then twice as long each time. */
export function waitAfter(wrong: number): number {
  return wrong < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - free));
}

/** Slows guessing down, each operator for himself: nobody can shut a colleague out of another position. */
export interface PinThrottle {
  /** Whole seconds until this operator may try again; 0: now. */
  secondsLeft(operator: string): number;
  wrong(operator: string): void;
  right(operator: string): void;
}

export function createPinThrottle(clock: Pick<Clock, 'mono'>): PinThrottle {
  const tries = new Map<string, { wrong: number; at: number }>();
  return {
    secondsLeft(operator) {
      const known = tries.get(operator);
      if (!known) return 0;
      return Math.max(0, Math.ceil((known.at + waitAfter(known.wrong) - clock.mono()) / 1000));
    },
    wrong(operator) {
      const at = clock.mono();
      const known = tries.get(operator);
      const before = known && at - known.at < forgetMs ? known.wrong : 0;
      tries.set(operator, { wrong: before + 1, at });
    },
    right: (operator) => void tries.delete(operator),
  };
}
