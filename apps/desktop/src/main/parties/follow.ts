import { continues, emptySnapshot, reduce } from '@samband/telephony/contract';
import type { Event, Snapshot } from '@samband/telephony/contract';

/** What main itself needs to know of the calls, folded from the stream like everybody else does. */
export function createFollower(): { handle(event: Event): void; snapshot(): Snapshot; calls(): number } {
  let snapshot = emptySnapshot;
  return {
    handle(event) {
      if (event.type === 'engine.started' || continues(snapshot, event)) snapshot = reduce(snapshot, event);
    },
    snapshot: () => snapshot,
    calls: () => snapshot.calls.length,
  };
}
