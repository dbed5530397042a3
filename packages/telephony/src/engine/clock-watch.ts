import type { Clock, Disposable } from '../ports/index.ts';

const lookEveryMs = 1000;
/** Smaller steps are the time service slewing the clock. */
const jumpMs = 1000;
/** A look that comes this late means that the PC slept or the process stood still. */
const sleptMs = 5000;

/** Looks once a second whether the wall clock was set, or the PC slept. */
export function watchClock(
  clock: Clock,
  handlers: { handleJump(ms: number): void; handleSlept(): void },
): Disposable {
  let wall = clock.wall();
  let mono = clock.mono();
  return clock.every(lookEveryMs, () => {
    const wentWall = clock.wall() - wall;
    const wentMono = clock.mono() - mono;
    wall = clock.wall();
    mono = clock.mono();
    const jump = Math.round(wentWall - wentMono);
    if (Math.abs(jump) >= jumpMs) handlers.handleJump(jump);
    if (Math.abs(jump) >= jumpMs || wentMono > sleptMs) handlers.handleSlept();
  });
}
