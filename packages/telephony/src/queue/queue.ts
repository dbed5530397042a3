import type { Problem, Site, Snapshot, Unanswered } from '../contract/index.ts';
import { inLine } from '../contract/index.ts';
import type {
  AudioPort,
  Clock,
  Disposable,
  EventAbout,
  EventSink,
  IncomingLeg,
  LegHandlers,
  Logger,
} from '../ports/index.ts';
import { classify } from './classify.ts';
import { isElsewhere } from './elsewhere.ts';
import { readOffer, sinceOf } from './identity.ts';
import type { Offered } from './identity.ts';
import { createPool, poolSize } from './pool.ts';
import type { IdentityReader } from './reader.ts';
import { createReclaim } from './reclaim.ts';
import { aliveOffers, bestOffer, disposeTimers, spareOffers, waitingPayload } from './row.ts';
import type { Offer, Row } from './row.ts';
import { rowStep } from './row-table.ts';
import type { RowEffect, RowInput } from './row-table.ts';
import { createRoutedPeer } from './routed-peer.ts';
import type { RoutedPeer } from './routed-peer.ts';

/** An offer this old that still stands while our call is up was meant: the exchange offers the caller anew. */
const spareGraceMs = 2000;

export interface QueueDeps {
  readonly site: Site;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sink: EventSink;
  readonly audio: AudioPort;
  readonly reader: IdentityReader;
  snapshot(): Snapshot;
  skewMs(): number;
  isConnected(edge: string): boolean;
  /** Some edge stands. */
  isOnline(): boolean;
  /** The exchange offers a call again that is ours and up: our leg may be dead. */
  handleReoffered(call: string): void;
}

/** A leg to answer over, with its sound, for the call that owns it from now on. */
export interface Picked {
  readonly leg: IncomingLeg;
  readonly routed: RoutedPeer;
  /** What happens on the leg goes to these. */
  own(handlers: LegHandlers): void;
  /** The 200 is on its way: a cancel elsewhere is from here on what our own answer brings about. */
  sent(): void;
  /** It could not be answered. `gone`: nor ever will be. */
  refuse(gone: boolean): void;
}

/** A row that the operator has pressed. */
export interface Claim {
  readonly call: string;
  readonly about: EventAbout;
  readonly since: number;
  readonly recording: boolean | undefined;
  /** The next leg to try; undefined when all have been tried or are gone. */
  pick(): Picked | undefined;
  /** A colleague was told to have it before our 200 went out. */
  isElsewhere(): boolean;
}

export interface Queue extends Disposable {
  handleIncoming(leg: IncomingLeg): void;
  handleEdgeLost(edge: string): void;
  /** The edge is registered again: what was in line there should come again in a moment. */
  handleEdgeUp(): void;
  /** Calls in again after an outage; `done` gets those that did not come back. */
  reclaim(done: (missed: Unanswered[]) => void): void;
  hide(call: string, about: EventAbout): Problem | undefined;
  unhide(call: string, about: EventAbout): Problem | undefined;
  /** How many other positions are ready; told by a source that knows. */
  handleOthersReady(others: number): void;
  /** The call that *Besvar neste* takes. */
  next(): string | undefined;
  take(call: string): Claim | undefined;
  /** The answer failed: the row stands again, or is gone with whoever has it. */
  giveBack(call: string): void;
  /** The ACK to our 200 came. */
  handleConfirmed(call: string): void;
  /** Other INVITEs of this call stand: it lives on without us. */
  livesOn(call: string): boolean;
  /** Our call is over. The row comes back if it lives on. */
  handleCallOver(call: string): void;
  /** Prepares the next in line, lets the others go. */
  prepare(): void;
}

const problem = (code: string): Problem => ({ code, category: 'state', messageKey: `error.${code}` });

export function createQueue(deps: QueueDeps): Queue {
  const { site, clock, logger, sink } = deps;
  const rows = new Map<string, Row>();
  const pool = createPool({ audio: deps.audio, logger, earlyMedia: site.exchange.earlyMedia });
  const taste = { isConnected: deps.isConnected, isPrepared: (leg: IncomingLeg) => pool.has(leg) };
  const reclaiming = createReclaim(clock);
  let others: number | undefined;

  const about = (row: Row): EventAbout => ({ call: row.call, correlation: row.identity.correlation });

  function find(offered: Offered): Row | undefined {
    return rows.get(offered.call) ?? [...rows.values()].find((row) => row.aliases.has(offered.alias));
  }

  function input(row: Row, what: RowInput): void {
    const step = rowStep(row.stage, what);
    if (!step) return logger.debug('queue: nothing to do', { stage: row.stage, input: what });
    row.stage = step.next;
    if (step.next === 'gone') rows.delete(row.call);
    for (const effect of step.effects) effects[effect](row);
  }

  const effects: Record<RowEffect, (row: Row) => void> = {
    tellWaiting: (row) => {
      row.hidden = false;
      row.elsewhere = false;
      row.confirmed = false;
      row.answered = false;
      sink.emit('call.waiting', waitingPayload(row), about(row));
    },
    tellWithdrawn: (row) => {
      row.withdrawnAt = clock.wall();
      sink.emit('call.updated', { withdrawn: true }, about(row));
    },
    tellBack: (row) => sink.emit('call.updated', { withdrawn: false }, about(row)),
    tellElsewhere: (row) => sink.emit('call.answeredElsewhere', {}, about(row)),
    tellAbandoned: (row) => {
      const end = row.withdrawnAt || clock.wall();
      sink.emit('call.abandoned', { waited: Math.max(0, end - row.since) }, about(row));
    },
    holdBack: (row) => {
      row.holdTimer?.dispose();
      // Without an edge nothing can come again: what becomes of the call is seen when one is back.
      if (!deps.isOnline()) return void reclaiming.keep(row.call);
      const ms = row.queue ? site.exchange.reoffer : 0;
      row.holdTimer = clock.after(ms, () => input(row, 'heldBackLongEnough'));
    },
    stopHoldingBack: (row) => {
      row.holdTimer?.dispose();
      row.withdrawnAt = row.stage === 'offered' ? 0 : row.withdrawnAt;
      reclaiming.release(row.call);
    },
    letGo: (row) => {
      disposeTimers(row);
      for (const offer of aliveOffers(row)) if (!offer.owner) letGo(row, offer);
    },
  };

  function letGo(row: Row, offer: Offer): void {
    offer.alive = false;
    row.offers.delete(offer.leg.id);
    pool.drop(offer.leg);
    offer.leg.abandon();
  }

  function begin(offered: Offered): Row {
    const category = classify(site, offered.queue, offered.caller);
    const row: Row = {
      call: offered.call,
      aliases: new Set([offered.alias]),
      queue: offered.queue,
      identity: offered.identity,
      dialled: offered.dialled,
      category: category.id,
      priority: category.priority,
      since: sinceOf(offered.identity.cameIn, deps.skewMs(), clock.wall()),
      stage: 'offered',
      caller: offered.caller,
      locations: offered.locations,
      queueLength: offered.identity.queueLength,
      unattended: offered.unattended,
      hidden: false,
      elsewhere: false,
      answered: false,
      confirmed: false,
      withdrawnAt: 0,
      offers: new Map(),
      holdTimer: undefined,
      hideTimer: undefined,
      spareTimer: undefined,
    };
    rows.set(row.call, row);
    return row;
  }

  function handleIncoming(leg: IncomingLeg): void {
    const offered = readOffer(leg.facts, site, deps.reader, logger);
    const known = find(offered);
    const row = known ?? begin(offered);
    row.aliases.add(offered.alias);
    // A branch sent again over the same edge, after its socket was lost, replaces the one before.
    for (const old of spareOffers(row))
      if (
        old.leg.edge === leg.edge &&
        old.unattended === offered.unattended &&
        old.leg.facts.callId === leg.facts.callId
      )
        letGo(row, old);
    const offer: Offer = {
      leg,
      unattended: offered.unattended,
      at: clock.mono(),
      alive: true,
      owner: undefined,
      tried: false,
    };
    row.offers.set(leg.id, offer);
    leg.setHandlers(handlersOf(row, offer));
    if (known) return again(row, offered);
    // Ours already, and up or being taken back after a restart: not a row, but known if it must become one.
    if (deps.snapshot().calls.some((call) => call.call === row.call)) {
      row.stage = 'taken';
      row.answered = true;
      row.confirmed = true;
      return watchSpare(row);
    }
    if (deps.snapshot().unanswered.some((item) => item.call === row.call))
      sink.emit('unanswered.dismissed', { reason: 'cameAgain' }, about(row));
    sink.emit('call.waiting', waitingPayload(row), about(row));
  }

  /** Another INVITE of a row that is known. */
  function again(row: Row, offered: Offered): void {
    input(row, 'offer');
    if (row.stage === 'taken') return row.confirmed ? watchSpare(row) : undefined;
    const { queueLength } = offered.identity;
    const longer = queueLength !== undefined && queueLength !== row.queueLength;
    const located = offered.locations.length > row.locations.length;
    const named = row.caller.assertedBy !== 'network' && offered.caller.assertedBy === 'network';
    if (longer) row.queueLength = queueLength;
    if (located) row.locations = offered.locations;
    if (named) row.caller = offered.caller;
    if (longer || located || named)
      sink.emit(
        'call.updated',
        {
          ...(longer ? { queueLength } : {}),
          ...(located ? { locations: row.locations } : {}),
          ...(named ? { caller: row.caller } : {}),
        },
        about(row),
      );
    weighAttendance(row);
  }

  /** `unattended` follows the INVITEs that stand. */
  function weighAttendance(row: Row): void {
    const alive = aliveOffers(row);
    const now = alive.some((offer) => offer.unattended);
    if (row.stage !== 'offered' || alive.length === 0 || now === row.unattended) return;
    row.unattended = now;
    const { hidden } = row;
    sink.emit('call.waiting', waitingPayload(row), about(row));
    if (hidden && !now) sink.emit('call.hidden', {}, about(row));
    else row.hidden = false;
  }

  function watchSpare(row: Row): void {
    row.spareTimer?.dispose();
    row.spareTimer = clock.after(spareGraceMs, () => {
      if (row.stage === 'taken' && spareOffers(row).length > 0) deps.handleReoffered(row.call);
    });
  }

  function handlersOf(row: Row, offer: Offer): LegHandlers {
    return {
      handleCancelled: (reasons) =>
        cancelled(row, offer, isElsewhere(reasons), () => offer.owner?.handleCancelled(reasons)),
      handleAcknowledged: () => offer.owner?.handleAcknowledged(),
      handleProgress: () => {},
      handleEstablished: () => {},
      handleFailed: (status, reason) => offer.owner?.handleFailed(status, reason),
      handleEnded: (end) => {
        const { owner } = offer;
        offer.alive = false;
        row.offers.delete(offer.leg.id);
        if (owner) owner.handleEnded(end);
        else gone(row, offer, isElsewhere(end.reasons));
      },
      handleRemoteDirection: (direction) => offer.owner?.handleRemoteDirection(direction),
    };
  }

  function cancelled(row: Row, offer: Offer, isElse: boolean, tellOwner: () => void): void {
    if (!offer.alive) return;
    if (offer.owner) {
      if (isElse) row.elsewhere = true;
      offer.alive = false;
      row.offers.delete(offer.leg.id);
      return tellOwner();
    }
    gone(row, offer, isElse);
  }

  /** An INVITE that nobody here has taken is over. */
  function gone(row: Row, offer: Offer, isElse: boolean): void {
    offer.alive = false;
    row.offers.delete(offer.leg.id);
    pool.drop(offer.leg);
    if (row.stage === 'taken' && isElse && !row.answered) row.elsewhere = true;
    if (isElse) input(row, 'elsewhere');
    else if (aliveOffers(row).length === 0) input(row, row.queue ? 'emptied' : 'emptiedDirect');
    else weighAttendance(row);
  }

  function handleEdgeLost(edge: string): void {
    if (!deps.isOnline()) reclaiming.interrupt();
    for (const row of rows.values()) {
      const lost = spareOffers(row).filter((offer) => offer.leg.edge === edge);
      for (const offer of lost) letGo(row, offer);
      // A direct call too may come again when the edge is back.
      if (lost.length > 0 && aliveOffers(row).length === 0) input(row, 'emptied');
      else weighAttendance(row);
      // With the last edge gone, a call held back can no longer show itself: its time is counted anew afterwards.
      if (row.stage === 'withdrawn' && !deps.isOnline()) effects.holdBack(row);
    }
  }

  function missed(row: Row): Unanswered {
    const end = row.withdrawnAt || clock.wall();
    return {
      call: row.call,
      caller: row.caller,
      ...(row.queue ? { queue: row.queue.id } : {}),
      category: row.category,
      kind: 'possiblyMissed',
      at: end,
      waited: Math.max(0, end - row.since),
    };
  }

  function show(row: Row, why: 'operator' | 'limit' | 'alone', cause: EventAbout = {}): void {
    row.hideTimer?.dispose();
    if (!row.hidden) return;
    row.hidden = false;
    sink.emit('call.unhidden', { why }, { ...cause, ...about(row) });
  }

  const inQueue = (call: string): Row | undefined => {
    const row = rows.get(call);
    return row?.stage === 'offered' || row?.stage === 'withdrawn' ? row : undefined;
  };

  function reclaim(done: (missed: Unanswered[]) => void): void {
    reclaiming.begin((lost) => {
      const list = lost.flatMap((call) => {
        const row = rows.get(call);
        if (!row) return [];
        const item = missed(row);
        input(row, 'heldBackLongEnough');
        return [item];
      });
      done(list);
    });
  }

  return {
    handleIncoming,
    handleEdgeLost,
    handleEdgeUp: () => {
      if (!reclaiming.isPending()) reclaim(() => {});
    },
    reclaim,
    hide(call, cause) {
      const row = inQueue(call);
      if (!row) return problem('call.unknown');
      if (row.unattended || others === 0) return problem('queue.nobodyElse');
      if (row.hidden) return undefined;
      row.hidden = true;
      row.hideTimer = clock.after(row.queue?.limit ?? site.exchange.reoffer, () => show(row, 'limit'));
      sink.emit('call.hidden', {}, { ...cause, ...about(row) });
      return undefined;
    },
    unhide(call, cause) {
      const row = inQueue(call);
      if (!row) return problem('call.unknown');
      show(row, 'operator', cause);
      return undefined;
    },
    handleOthersReady(count) {
      others = count;
      if (count === 0) for (const row of rows.values()) show(row, 'alone');
    },
    next: () =>
      inLine(deps.snapshot().waiting).find((item) => rows.get(item.call)?.stage === 'offered')?.call,
    take(call) {
      const row = rows.get(call);
      if (row?.stage !== 'offered') return undefined;
      row.hideTimer?.dispose();
      row.hidden = false;
      row.elsewhere = false;
      for (const offer of row.offers.values()) offer.tried = false;
      input(row, 'take');
      return {
        call,
        about: about(row),
        since: row.since,
        recording: row.identity.recording,
        isElsewhere: () => row.elsewhere,
        pick: () => {
          const offer = row.elsewhere ? undefined : bestOffer(row, taste);
          if (!offer || offer.tried) return undefined;
          offer.tried = true;
          const routed = pool.take(offer.leg) ?? createRoutedPeer(deps.audio);
          return {
            leg: offer.leg,
            routed,
            own: (handlers) => {
              offer.owner = handlers;
            },
            sent: () => {
              row.answered = true;
            },
            refuse: (isGone) => {
              offer.owner = undefined;
              if (isGone && offer.alive) letGo(row, offer);
            },
          };
        },
      };
    },
    giveBack(call) {
      const row = rows.get(call);
      if (row?.stage !== 'taken') return;
      for (const offer of row.offers.values()) offer.owner = undefined;
      if (row.elsewhere) input(row, 'returnElsewhere');
      else input(row, aliveOffers(row).length > 0 ? 'returnOffered' : 'returnEmpty');
    },
    handleConfirmed(call) {
      const row = rows.get(call);
      if (row?.stage !== 'taken') return;
      row.confirmed = true;
      row.spareTimer?.dispose();
      row.spareTimer = clock.after(spareGraceMs, () => {
        for (const offer of spareOffers(row)) letGo(row, offer);
      });
    },
    livesOn: (call) => {
      const row = rows.get(call);
      return row !== undefined && spareOffers(row).length > 0;
    },
    handleCallOver(call) {
      const row = rows.get(call);
      if (row?.stage !== 'taken') return;
      for (const offer of row.offers.values()) if (offer.owner) offer.alive = false;
      input(row, spareOffers(row).length > 0 ? 'returnOffered' : 'over');
    },
    prepare() {
      const next = inLine(deps.snapshot().waiting)
        .map((item) => rows.get(item.call))
        .filter((row) => row?.stage === 'offered')
        .slice(0, poolSize);
      pool.update(next.flatMap((row) => (row ? [bestOffer(row, taste)?.leg ?? []].flat() : [])));
    },
    dispose() {
      reclaiming.dispose();
      for (const row of rows.values()) effects.letGo(row);
      rows.clear();
      pool.dispose();
    },
  };
}
