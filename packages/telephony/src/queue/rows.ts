import type { EventAbout } from '../ports/index.ts';
import type { QueueContext, QueueDeps } from './context.ts';
import type { Pool } from './pool.ts';
import type { Reclaim } from './reclaim.ts';
import { aliveOffers, disposeTimers, waitedMs, waitingPayload } from './row.ts';
import type { Offer, Row } from './row.ts';
import { rowStep } from './row-table.ts';
import type { RowEffect, RowInput } from './row-table.ts';

/** So many are remembered; they matter for half a second. */
const mostElsewhere = 64;

/** The rows and their table's effects. */
export function createRows(deps: QueueDeps, pool: Pool, reclaiming: Reclaim): QueueContext {
  const { site, clock, logger, sink } = deps;
  const rows = new Map<string, Row>();
  const elsewhereAt = new Map<string, number>();
  const about = (row: Row): EventAbout => ({ call: row.call, correlation: row.identity.correlation });

  function input(row: Row, what: RowInput): void {
    const step = rowStep(row.stage, what);
    if (!step) return logger.debug('queue: nothing to do', { stage: row.stage, input: what });
    row.stage = step.next;
    if (step.next === 'gone') rows.delete(row.call);
    for (const effect of step.effects) effects[effect](row);
  }

  function holdBack(row: Row): void {
    row.holdTimer?.dispose();
    // Without an edge nothing can come again: what becomes of the call is seen when one is back.
    if (!deps.isOnline()) return reclaiming.keep(row.call);
    const ms = row.queue ? site.exchange.reoffer : 0;
    row.holdTimer = clock.after(ms, () => input(row, 'heldBackLongEnough'));
  }

  function letGo(row: Row, offer: Offer): void {
    offer.alive = false;
    row.offers.delete(offer.leg.id);
    pool.drop(offer.leg);
    offer.leg.abandon();
  }

  const effects: Record<RowEffect, (row: Row) => void> = {
    tellWaiting: (row) => {
      row.hidden = false;
      row.elsewhere = false;
      row.elsewhereAfter = false;
      row.answered = false;
      row.confirmed = false;
      row.confirmedAt = 0;
      row.spareTimer?.dispose();
      sink.emit('call.waiting', waitingPayload(row), about(row));
    },
    tellWithdrawn: (row) => {
      row.withdrawnAt = clock.mono();
      sink.emit('call.updated', { withdrawn: true }, about(row));
    },
    tellBack: (row) => sink.emit('call.updated', { withdrawn: false }, about(row)),
    tellElsewhere: (row) => {
      elsewhereAt.delete(row.call);
      elsewhereAt.set(row.call, clock.mono());
      for (const [oldest] of elsewhereAt) {
        if (elsewhereAt.size <= mostElsewhere) break;
        elsewhereAt.delete(oldest);
      }
      sink.emit('call.answeredElsewhere', {}, about(row));
    },
    tellMoved: (row) => sink.emit('call.left', { why: 'attended' }, about(row)),
    tellCrowded: (row) => sink.emit('call.left', { why: 'crowded' }, about(row)),
    tellAbandoned: (row) => sink.emit('call.abandoned', { waited: waitedMs(row, clock.mono()) }, about(row)),
    holdBack,
    stopHoldingBack: (row) => {
      row.holdTimer?.dispose();
      if (row.stage === 'offered') row.withdrawnAt = 0;
      reclaiming.release(row.call);
    },
    letGo: (row) => {
      disposeTimers(row);
      for (const offer of aliveOffers(row)) if (!offer.owner) letGo(row, offer);
    },
  };

  return { deps, rows, elsewhereAt, pool, reclaiming, about, input, holdBack, letGo };
}
