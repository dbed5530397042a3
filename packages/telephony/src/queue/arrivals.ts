import type { Disposable, IncomingLeg, LegHandlers, SipReason } from '../ports/index.ts';
import { classify } from './classify.ts';
import type { QueueContext } from './context.ts';
import { isCrowdedOut, isElsewhere, isMoved } from './elsewhere.ts';
import { readOffer, sinceOf } from './identity.ts';
import type { Offered } from './identity.ts';
import { aliveOffers, spareOffers, utcOf, waitingPayload } from './row.ts';
import type { Now, Offer, Row } from './row.ts';

/** An offer this old that still stands while our call is up was meant: the exchange offers the caller anew. */
export const spareGraceMs = 2000;

/**
 * A branch of the other edge can come this much after a colleague's answer was told over the first one: it is not
 * shown unless it still stands then.
 */
export const lateBranchMs = 500;

/** INVITEs as they come and go. */
export interface Arrivals extends Disposable {
  handleIncoming(leg: IncomingLeg): void;
  /** `unattended` follows the INVITEs that stand. */
  weighAttendance(row: Row): void;
}

export function createArrivals(context: QueueContext): Arrivals {
  const { deps, rows, pool, about, input, letGo } = context;
  const { site, clock, logger, sink } = deps;
  const late = new Map<Disposable, IncomingLeg>();

  /** The same call: the exchange's own name of it agrees, or Call-ID and From-tag do. Nothing else hides a call. */
  const find = (offered: Offered): Row | undefined =>
    rows.get(offered.call) ?? [...rows.values()].find((row) => row.aliases.has(offered.alias));

  const now = (): Now => ({ wall: clock.wall(), mono: clock.mono() });

  function rowOf(offered: Offered, sinceMono: number): Row {
    const category = classify(site, offered.queue, offered.caller);
    return {
      call: offered.call,
      aliases: new Set([offered.alias]),
      queue: offered.queue,
      identity: offered.identity,
      dialled: offered.dialled,
      category: category.id,
      priority: category.priority,
      since: utcOf(sinceMono, now()),
      sinceMono,
      stage: 'offered',
      caller: offered.caller,
      locations: offered.locations,
      queueLength: offered.identity.queueLength,
      unattended: offered.unattended,
      hidden: false,
      elsewhere: false,
      elsewhereAfter: false,
      answered: false,
      confirmed: false,
      confirmedAt: 0,
      withdrawnAt: 0,
      offers: new Map(),
      holdTimer: undefined,
      hideTimer: undefined,
      spareTimer: undefined,
    };
  }

  /** `seen`: since when the caller waits, where that was read before: a stamp is read at its arrival. */
  function handleIncoming(leg: IncomingLeg, seen?: number): void {
    const offered = readOffer(leg.facts, site, deps.reader, logger);
    const known = find(offered);
    const isOurs = deps.snapshot().calls.some((call) => call.call === offered.call);
    if (!known && !isOurs && deps.isUnwanted(offered.queue?.id, offered.unattended)) return leg.abandon();
    const toldAt = context.elsewhereAt.get(offered.call);
    const left = toldAt === undefined ? 0 : toldAt + lateBranchMs - clock.mono();
    const sinceMono = seen ?? sinceOf(offered.identity.cameIn, deps.exchangeTime(), now());
    if (!known && !isOurs && left > 0) return waitOut(leg, left, sinceMono);
    const row = known ?? rowOf(offered, sinceMono);
    // Only here: whatever keeps a caller's INVITE from ringing keeps this one from being known, too.
    if (!known && deps.isProof(leg)) return;
    rows.set(row.call, row);
    row.aliases.add(offered.alias);
    replaceOlder(row, leg, offered);
    const at = clock.mono();
    const { unattended } = offered;
    const offer: Offer = { leg, unattended, at, alive: true, owner: undefined, tried: false };
    row.offers.set(leg.id, offer);
    if (known) again(row, offered);
    else first(row);
    leg.setHandlers(handlersOf(row, offer));
  }

  /** What stands longer than a branch that was on its way is an offer like any other. */
  function waitOut(leg: IncomingLeg, ms: number, sinceMono: number): void {
    const timer = clock.after(ms, () => {
      late.delete(timer);
      if (deps.isConnected(leg.edge)) handleIncoming(leg, sinceMono);
      else leg.abandon();
    });
    late.set(timer, leg);
    const over = (): void => {
      timer.dispose();
      late.delete(timer);
    };
    const nothing = (): void => undefined;
    leg.setHandlers({
      handleCancelled: over,
      handleEnded: over,
      handleFailed: over,
      handleAcknowledged: nothing,
      handleProgress: nothing,
      handleEstablished: nothing,
      handleRemoteDirection: nothing,
    });
  }

  /** A branch sent again over the same edge, after its socket was lost, replaces the one before. */
  function replaceOlder(row: Row, leg: IncomingLeg, offered: Offered): void {
    for (const old of spareOffers(row)) {
      const isSame = old.leg.edge === leg.edge && old.leg.facts.callId === leg.facts.callId;
      if (isSame && old.unattended === offered.unattended) letGo(row, old);
    }
  }

  function first(row: Row): void {
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
    const isLonger = queueLength !== undefined && queueLength !== row.queueLength;
    const isLocated = offered.locations.length > row.locations.length;
    const isNamed = row.caller.assertedBy !== 'network' && offered.caller.assertedBy === 'network';
    if (isLonger) row.queueLength = queueLength;
    if (isLocated) row.locations = offered.locations;
    if (isNamed) row.caller = offered.caller;
    const news = {
      ...(isLonger ? { queueLength } : {}),
      ...(isLocated ? { locations: row.locations } : {}),
      ...(isNamed ? { caller: row.caller } : {}),
    };
    if (Object.keys(news).length > 0) sink.emit('call.updated', news, about(row));
    weighAttendance(row);
  }

  function weighAttendance(row: Row): void {
    const alive = aliveOffers(row);
    const isNow = alive.some((offer) => offer.unattended);
    if (row.stage !== 'offered' || alive.length === 0 || isNow === row.unattended) return;
    row.unattended = isNow;
    const wasHidden = row.hidden;
    sink.emit('call.waiting', waitingPayload(row), about(row));
    if (wasHidden && !isNow) sink.emit('call.hidden', {}, about(row));
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
      handleCancelled: (reasons) => {
        if (!offer.alive) return;
        const { owner } = offer;
        if (!owner) return gone(row, offer, reasons);
        if (isElsewhere(reasons)) row.elsewhere = true;
        remove(row, offer);
        owner.handleCancelled(reasons);
      },
      handleAcknowledged: () => offer.owner?.handleAcknowledged(),
      handleProgress: () => {},
      handleEstablished: () => {},
      handleFailed: (status, reason) => offer.owner?.handleFailed(status, reason),
      handleEnded: (end) => {
        const { owner } = offer;
        if (!owner) return gone(row, offer, end.reasons);
        remove(row, offer);
        owner.handleEnded(end);
      },
      handleRemoteDirection: (direction) => offer.owner?.handleRemoteDirection(direction),
    };
  }

  function remove(row: Row, offer: Offer): void {
    offer.alive = false;
    row.offers.delete(offer.leg.id);
    pool.drop(offer.leg);
  }

  /** An INVITE that nobody here has taken is over. */
  function gone(row: Row, offer: Offer, reasons: readonly SipReason[]): void {
    if (!offer.alive) return;
    remove(row, offer);
    const isElse = isElsewhere(reasons);
    // After our own 200 the cancel of the other leg is our own doing.
    if (row.stage === 'taken' && isElse && !row.answered) row.elsewhere = true;
    if (row.stage === 'taken' && isElse && row.answered && !row.confirmed) row.elsewhereAfter = true;
    if (isElse) input(row, 'elsewhere');
    else if (aliveOffers(row).length > 0) weighAttendance(row);
    else if (isMoved(reasons)) input(row, 'moved');
    else if (isCrowdedOut(reasons)) input(row, 'crowded');
    else input(row, row.queue ? 'emptied' : 'emptiedDirect');
  }

  return {
    handleIncoming: (leg) => handleIncoming(leg),
    weighAttendance,
    dispose() {
      for (const [timer, leg] of late) {
        timer.dispose();
        leg.abandon();
      }
      late.clear();
    },
  };
}
