import type { Event, EventPayload, EventType, Snapshot } from '../contract/index.ts';
import { emptySnapshot, reduce } from '../contract/index.ts';
import type { Clock, EventAbout, EventSink, Ids } from '../ports/index.ts';
import { isoWithOffset } from './wall.ts';

export interface StreamDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly epoch: number;
  readonly position: number;
  /** What the position does now. */
  role(): string;
  /** Told of each event after the snapshot has it. Must not throw. */
  handleEvent(event: Event): void;
}

/** The one stream of events: numbers and stamps them, and folds the snapshot. */
export interface Stream extends EventSink {
  snapshot(): Snapshot;
}

export function createStream(deps: StreamDeps): Stream {
  const { clock, ids, epoch, position } = deps;
  let snapshot = emptySnapshot;
  let seq = 0;

  function emit<K extends EventType>(type: K, payload: EventPayload<K>, about: EventAbout = {}): void {
    seq += 1;
    const { call, correlation, cause } = about;
    const event = {
      epoch,
      seq,
      id: ids.next(),
      wall: isoWithOffset(clock.wall()),
      mono: clock.mono(),
      position,
      role: deps.role(),
      ...(call === undefined ? {} : { call }),
      ...(correlation === undefined ? {} : { correlation }),
      ...(cause === undefined ? {} : { cause }),
      type,
      ...payload,
    } as unknown as Event;
    snapshot = reduce(snapshot, event);
    deps.handleEvent(event);
  }

  return { emit, snapshot: () => snapshot };
}
