import { between, type Random } from '../day/index.ts';

/** The clips of those whom every centre calls, by the user part of their address. */
export const standardAgencies: Readonly<Record<string, string[]>> = {
  '110': ['fire-1', 'fire-2', 'fire-3'],
  '112': ['police-1', 'police-2', 'police-3'],
  tolk: ['interpreter-1', 'interpreter-2', 'interpreter-3'],
  lege: ['doctor-1', 'doctor-2', 'doctor-3'],
  ambulanse: ['ambulance-1', 'ambulance-2', 'ambulance-3'],
  akuttmottak: ['hospital-1', 'hospital-2', 'hospital-3'],
};
/** Somebody of the phone book. */
export const somebody: readonly string[] = ['somebody-1', 'somebody-2', 'somebody-3'];
/** What `announcement` says, over and over. */
export const announcement = 'announcement';

export type Mood = 'answers' | 'busy' | 'refuses';

/** How one call to an agency goes. */
export interface Reception {
  readonly mood: Mood;
  /** ms until it is answered or refused. */
  readonly afterMs: number;
}

/** Of a hundred calls so many are busy, and so many refused. */
const busyShare = 0.08;
const refusedShare = 0.04;

/**
 * How calls to each address go. The first one is answered, and the one after a refusal too: whoever tries again gets
 * through. Emergency numbers are never refused.
 */
export function createReceptions(random: Random): (user: string) => Reception {
  const before = new Map<string, Mood>();
  return (user) => {
    const drawn = random();
    const free = before.get(user) !== 'answers' || ['110', '112'].includes(user);
    const mood =
      free || drawn >= busyShare + refusedShare ? 'answers' : drawn < busyShare ? 'busy' : 'refuses';
    before.set(user, mood);
    return { mood, afterMs: Math.round(between(random, mood === 'answers' ? [2000, 6000] : [800, 2500])) };
  };
}
