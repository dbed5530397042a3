import type { Clock } from '../ports.ts';

const windowMs = 5000;
const most = 3;

/**
 * A device is told how things are when it says otherwise. When that happens again and again, somebody else tells it
 * too, and writing on would only keep both at it.
 */
export interface Fight {
  /** `on`: tell it; `lost`: this was once too often; `over`: it has been given up for a while. */
  strike(): 'on' | 'lost' | 'over';
  forget(): void;
}

export function createFight(clock: Clock): Fight {
  let strikes: number[] = [];
  return {
    strike() {
      const now = clock.mono();
      strikes = strikes.filter((at) => now - at < windowMs);
      if (strikes.length > most) return 'over';
      strikes.push(now);
      return strikes.length > most ? 'lost' : 'on';
    },
    forget() {
      strikes = [];
    },
  };
}
