import type { Problem, Snapshot } from '../contract/index.ts';
import type { EventSink } from '../ports/index.ts';

export interface PositionDeps {
  readonly sink: EventSink;
  /** A role without queues leaves nobody waiting. */
  readonly hasQueues: boolean;
  snapshot(): Snapshot;
  /** Register or unregister the queues. */
  setReady(ready: boolean): void;
}

/**
 * Ready and paused.
 *
 * ```
 *   starting ── registered ─► ready ◄── ready ──┐
 *      │ pause                  └──── pause ──► paused     (guarded: nobody else may be ready)
 *      └───────────────────────────────────────► paused
 * ```
 */
export interface Position {
  /** What the operator wants; the state that survives. */
  wantsReady(): boolean;
  begin(ready: boolean): void;
  /** Everything wanted is registered at one edge. */
  handleReachable(): void;
  ready(cause?: string): Problem | undefined;
  pause(
    options: { reason?: string | undefined; confirmed?: boolean | undefined },
    cause?: string,
  ): Problem | undefined;
  /** From a source that knows (reg-event, the exchange's feed): how many other positions are ready. */
  handleOthersReady(others: number): void;
}

const problem = (code: string): Problem => ({ code, category: 'state', messageKey: `error.${code}` });

export function createPosition(deps: PositionDeps): Position {
  const { sink, snapshot } = deps;
  let isWanted = true;
  let others: number | undefined;

  /** The last one there does not leave without being asked; nor does one who may be the last. */
  function guard(): Problem | undefined {
    if (!deps.hasQueues || (others !== undefined && others > 0)) return undefined;
    return problem(others === 0 ? 'position.lastReady' : 'position.maybeLastReady');
  }

  return {
    wantsReady: () => isWanted,
    begin(ready) {
      isWanted = ready;
      if (!ready) sink.emit('paused', {});
    },
    handleReachable() {
      if (isWanted && snapshot().position.state === 'starting') sink.emit('becameReady', {});
    },
    ready(cause) {
      if (isWanted && snapshot().position.state !== 'paused') return undefined;
      isWanted = true;
      deps.setReady(true);
      sink.emit('becameReady', {}, { cause });
      return undefined;
    },
    pause({ reason, confirmed }, cause) {
      if (!isWanted) return undefined;
      const refused = confirmed ? undefined : guard();
      if (refused) return refused;
      isWanted = false;
      deps.setReady(false);
      sink.emit('paused', reason === undefined ? {} : { reason }, { cause });
      return undefined;
    },
    handleOthersReady(count) {
      if (others === count) return;
      others = count;
      sink.emit('lastReady', { others: count });
    },
  };
}
