import type { WaitingCall } from './snapshot.ts';

/** Highest urgency first (0 before 1), then the longest wait; the identity settles a tie so that every screen agrees. */
export function byUrgency(a: WaitingCall, b: WaitingCall): number {
  return (
    a.priority - b.priority || a.sinceMono - b.sinceMono || (a.call < b.call ? -1 : a.call > b.call ? 1 : 0)
  );
}

/** The calls that *Besvar neste* may take, in order: neither hidden here nor withdrawn by the exchange. */
export function inLine(waiting: readonly WaitingCall[]): WaitingCall[] {
  return waiting.filter((call) => !call.hidden && !call.withdrawn).sort(byUrgency);
}
