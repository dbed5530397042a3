import type { Clock } from '../ports/index.ts';

/** So many INVITEs ring over one flow at once. No line of callers is that long. */
export const mostRinging = 1000;
/** The oldest of them keep their place whatever comes: these are the callers who have waited longest. */
const firm = 300;
/** While the line is full, so many newcomers a second take the place of another. */
const perSecond = 5;

/** One INVITE that rings. */
export interface Ringing {
  /** Ends its branch, so that another can ring. */
  makeRoom(): void;
}

/**
 * Who rings when more comes than can be shown.
 *
 *     room ---------------------------------------> rings
 *     full, newcomers come as callers do ---------> rings; the oldest behind the first 300 makes room
 *     full, newcomers come as a flood does -------> is refused, before it costs anything
 *
 * So the first in line are never pushed out, a flood of thousands costs what a thousand cost, and the first call after
 * it rings though the flood still stands.
 *
 * What is refused, and what makes room, gets a final response. Silence would be worse for the caller: with no
 * provisional response the exchange waits 32 s for this branch (RFC 3261 §17.1.1.2, timer B), may take the whole flow
 * for dead, and nobody is told. The response is 480 (§21.4.18), which ends this branch and no other: the caller stays in
 * the exchange's line, rings at the others, and is offered here again. It is not 503 (§21.5.4), by which a proxy may
 * try the same position over its other edge, or with Retry-After send it no call at all for that time; and no 6xx, which
 * would end the branches of all others (§16.7).
 */
export interface Crowd {
  /** May one more ring? Makes room for it where it must. */
  admit(): boolean;
  add(ringing: Ringing): void;
  delete(ringing: Ringing): void;
}

export function createCrowd(clock: Pick<Clock, 'mono'>): Crowd {
  const line = new Set<Ringing>();
  let tokens = perSecond;
  let at = clock.mono();

  function isCalm(): boolean {
    const now = clock.mono();
    tokens = Math.min(perSecond, tokens + ((now - at) / 1000) * perSecond);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  }

  return {
    admit() {
      if (line.size < mostRinging) return true;
      if (!isCalm()) return false;
      let place = 0;
      for (const ringing of line) {
        place += 1;
        if (place <= firm) continue;
        line.delete(ringing);
        ringing.makeRoom();
        return true;
      }
      return false;
    },
    add: (ringing) => line.add(ringing),
    delete: (ringing) => line.delete(ringing),
  };
}
