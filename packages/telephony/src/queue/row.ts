import type { CallIdentity } from './reader.ts';
import type { Caller, EventPayload, Location, QueueOfSite, Unanswered } from '../contract/index.ts';
import type { Disposable, IncomingLeg, LegHandlers } from '../ports/index.ts';
import type { RowStage } from './row-table.ts';

/** One INVITE of a row. */
export interface Offer {
  readonly leg: IncomingLeg;
  readonly unattended: boolean;
  /** Monotonic ms of its arrival. */
  readonly at: number;
  /** Neither cancelled nor let go. */
  alive: boolean;
  /** Accepted or being accepted by a call, which gets what happens from here on. */
  owner: LegHandlers | undefined;
  /** An answer over it was refused; the others come first. */
  tried: boolean;
}

/** One call in line. Kept as long as the call lives, ours or not, so that it is known when it comes again. */
export interface Row {
  readonly call: string;
  readonly aliases: Set<string>;
  readonly queue: QueueOfSite | undefined;
  readonly identity: CallIdentity;
  readonly dialled: string;
  readonly category: string;
  readonly priority: number;
  /** UTC ms, for display and records. */
  readonly since: number;
  /** The same on the monotonic clock: all that is measured goes by it. */
  readonly sinceMono: number;
  stage: RowStage;
  caller: Caller;
  locations: Location[];
  queueLength: number | undefined;
  unattended: boolean;
  hidden: boolean;
  /** Told as elsewhere while a call of ours was being answered. */
  elsewhere: boolean;
  /** Told as elsewhere after our 200 and before its ACK: either that 200 won, or a colleague's did. */
  elsewhereAfter: boolean;
  /** Our 200 is on its way. */
  answered: boolean;
  /** Our answer is confirmed; an INVITE from here on is a new offer. */
  confirmed: boolean;
  /** Monotonic ms of that; 0: not confirmed, or taken over from before a restart. */
  confirmedAt: number;
  /** Monotonic ms at which the last INVITE went; 0: one stands. */
  withdrawnAt: number;
  readonly offers: Map<string, Offer>;
  holdTimer: Disposable | undefined;
  hideTimer: Disposable | undefined;
  spareTimer: Disposable | undefined;
}

export function waitingPayload(row: Row): EventPayload<'call.waiting'> {
  return {
    caller: row.caller,
    dialled: row.dialled,
    ...(row.queue ? { queue: row.queue.id } : {}),
    category: row.category,
    priority: row.priority,
    since: row.since,
    sinceMono: row.sinceMono,
    ...(row.queueLength === undefined ? {} : { queueLength: row.queueLength }),
    locations: row.locations,
    unattended: row.unattended,
  };
}

export function aliveOffers(row: Row): Offer[] {
  return [...row.offers.values()].filter((offer) => offer.alive);
}

/** Offers that no call of ours has taken. */
export function spareOffers(row: Row): Offer[] {
  return aliveOffers(row).filter((offer) => offer.owner === undefined);
}

export interface OfferTaste {
  isConnected(edge: string): boolean;
  isPrepared(leg: IncomingLeg): boolean;
}

/** The offer to answer over: not refused yet, its edge standing, prepared, and then the first that came. */
export function bestOffer(row: Row, taste: OfferTaste): Offer | undefined {
  const score = ({ tried, leg }: Offer) =>
    (tried ? 4 : 0) + (taste.isConnected(leg.edge) ? 0 : 2) + (taste.isPrepared(leg) ? 0 : 1);
  return spareOffers(row).sort((a, b) => score(a) - score(b) || a.at - b.at)[0];
}

export function disposeTimers(row: Row): void {
  row.holdTimer?.dispose();
  row.hideTimer?.dispose();
  row.spareTimer?.dispose();
}

/** One moment, by both clocks. */
export interface Now {
  readonly wall: number;
  readonly mono: number;
}

/** What the wall clock showed then, were it what it is now; whole ms. */
export function utcOf(mono: number, now: Now): number {
  return Math.round(now.wall - (now.mono - mono));
}

/** How long (whole ms) the caller waited: until the last INVITE went, or until now. */
export function waitedMs(row: Row, mono: number): number {
  return Math.max(0, Math.round((row.withdrawnAt || mono) - row.sinceMono));
}

/** The row as an entry of the list, when it did not come again after an outage. */
export function missedOf(row: Row, now: Now): Unanswered {
  return {
    call: row.call,
    caller: row.caller,
    ...(row.queue ? { queue: row.queue.id } : {}),
    category: row.category,
    kind: 'possiblyMissed',
    at: utcOf(row.withdrawnAt || now.mono, now),
    waited: waitedMs(row, now.mono),
  };
}
