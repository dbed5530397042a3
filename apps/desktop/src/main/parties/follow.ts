import { continues, emptySnapshot, reduce } from '@samband/telephony/contract';
import type { Event, Snapshot } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';

export interface FollowerDeps {
  readonly log: Logger;
  /** Asks the engine for the whole picture; it comes to `handleSnapshot`. */
  ask(): void;
}

/** What main itself needs to know of the calls, folded from the stream like everybody else does. */
export interface Follower {
  handle(event: Event): void;
  handleSnapshot(snapshot: Snapshot): void;
  snapshot(): Snapshot;
  calls(): number;
}

/** Events after which an answer that did not come is asked for again. */
const patience = 50;

/**
 *               gap: ask                      gap: ask again now and then
 *     following ─────────▶ missing ◀──────────────┐
 *         ▲                   │ └─────────────────┘
 *         └── snapshot, or ───┘
 *             engine.started
 */
export function createFollower({ log, ask }: FollowerDeps): Follower {
  let snapshot = emptySnapshot;
  /** Events since it was asked for; undefined: nothing is missing. */
  let missing: number | undefined;

  function handleGap(event: Event): void {
    if (missing === undefined)
      log.warn('events of the engine are missing', {
        epoch: event.epoch,
        seq: event.seq,
        after: snapshot.seq,
      });
    missing = (missing ?? -1) + 1;
    if (missing % patience === 0) ask();
  }
  return {
    handle(event) {
      const isNext = event.type === 'engine.started' || continues(snapshot, event);
      // What the picture holds already, and what is left of an engine that is gone.
      const isPast =
        event.epoch < snapshot.epoch || (event.epoch === snapshot.epoch && event.seq <= snapshot.seq);
      if (isNext) {
        snapshot = reduce(snapshot, event);
        missing = undefined;
      } else if (!isPast) handleGap(event);
    },
    handleSnapshot(whole) {
      if (whole.epoch < snapshot.epoch || (whole.epoch === snapshot.epoch && whole.seq < snapshot.seq))
        return;
      snapshot = whole;
      missing = undefined;
    },
    snapshot: () => snapshot,
    calls: () => snapshot.calls.length,
  };
}
