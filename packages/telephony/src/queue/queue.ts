import type { Unanswered } from '../contract/index.ts';
import { inLine } from '../contract/index.ts';
import type { Disposable, IncomingLeg } from '../ports/index.ts';
import { createArrivals } from './arrivals.ts';
import { createClaims } from './claims.ts';
import type { Claims } from './claims.ts';
import type { QueueDeps } from './context.ts';
import { createHiding } from './hiding.ts';
import type { Hiding } from './hiding.ts';
import { createPool, poolSize } from './pool.ts';
import { createReclaim } from './reclaim.ts';
import { aliveOffers, bestOffer, disposeTimers, missedOf, spareOffers } from './row.ts';
import { rowStep } from './row-table.ts';
import { createRows } from './rows.ts';

/** The calls in line: one row a call, however many INVITEs it has. A queue call is never refused. */
export interface Queue extends Disposable, Claims, Hiding {
  handleIncoming(leg: IncomingLeg): void;
  handleEdgeLost(edge: string): void;
  /** The edge is registered again: what was in line there should come again in a moment. */
  handleEdgeUp(): void;
  /** Calls in again after an outage; `done` gets those that did not come back. */
  reclaim(done: (missed: Unanswered[]) => void): void;
  /** Calls of queues that are no longer ours leave the line; they wait on for others. Calls being answered stay. */
  leave(why: 'signedOut' | 'role', isLeft: (queue: string | undefined, unattended: boolean) => boolean): void;
  /** The call that *Besvar neste* takes. */
  next(): string | undefined;
  /** Prepares the next in line, lets the others go. */
  prepare(): void;
}

export function createQueue(deps: QueueDeps): Queue {
  const { site, clock, logger } = deps;
  const pool = createPool({ audio: deps.audio, logger, earlyMedia: site.exchange.earlyMedia });
  const reclaiming = createReclaim(clock);
  const context = createRows(deps, pool, reclaiming);
  const { rows, input, letGo } = context;
  const taste = { isConnected: deps.isConnected, isPrepared: (leg: IncomingLeg) => pool.has(leg) };
  const arrivals = createArrivals(context);
  const claims = createClaims(context, taste);
  const hiding = createHiding(context);

  function handleEdgeLost(edge: string): void {
    if (!deps.isOnline()) reclaiming.interrupt();
    for (const row of rows.values()) {
      const lost = spareOffers(row).filter((offer) => offer.leg.edge === edge);
      for (const offer of lost) letGo(row, offer);
      // A direct call too may come again when the edge is back.
      if (lost.length > 0 && aliveOffers(row).length === 0) input(row, 'emptied');
      else arrivals.weighAttendance(row);
      // With the last edge gone, a call held back can no longer show itself: its time is counted anew afterwards.
      if (row.stage === 'withdrawn' && !deps.isOnline()) context.holdBack(row);
    }
  }

  function reclaim(done: (missed: Unanswered[]) => void): void {
    reclaiming.begin((lost) => {
      const list = lost.flatMap((call) => {
        const row = rows.get(call);
        if (!row) return [];
        const item = missedOf(row, { wall: clock.wall(), mono: clock.mono() });
        input(row, 'heldBackLongEnough');
        return [item];
      });
      done(list);
    });
  }

  const answerable = () =>
    inLine(deps.snapshot().waiting).flatMap((item) => {
      const row = rows.get(item.call);
      return row?.stage === 'offered' ? [row] : [];
    });

  return {
    ...claims,
    ...hiding,
    handleIncoming: arrivals.handleIncoming,
    handleEdgeLost,
    handleEdgeUp: () => {
      if (!reclaiming.isPending()) reclaim(() => {});
    },
    reclaim,
    leave(why, isLeft) {
      for (const row of rows.values()) {
        if (!rowStep(row.stage, 'leave') || !isLeft(row.queue?.id, row.unattended)) continue;
        deps.sink.emit('call.left', { why }, context.about(row));
        input(row, 'leave');
      }
    },
    next: () => answerable()[0]?.call,
    prepare() {
      const legs = answerable()
        .slice(0, poolSize)
        .map((row) => bestOffer(row, taste)?.leg);
      pool.update(legs.filter((leg) => leg !== undefined));
    },
    dispose() {
      reclaiming.dispose();
      arrivals.dispose();
      for (const row of rows.values()) {
        disposeTimers(row);
        for (const offer of spareOffers(row)) letGo(row, offer);
      }
      rows.clear();
      pool.dispose();
    },
  };
}
