import type { EventAbout, IncomingLeg, LegHandlers } from '../ports/index.ts';
import { spareGraceMs } from './arrivals.ts';
import type { QueueContext } from './context.ts';
import { aliveOffers, bestOffer, spareOffers } from './row.ts';
import type { Offer, OfferTaste, Row } from './row.ts';
import { createRoutedPeer } from './routed-peer.ts';
import type { RoutedPeer } from './routed-peer.ts';

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
  /** In line since, on the monotonic clock. */
  readonly sinceMono: number;
  readonly recording: boolean | undefined;
  /** The next leg to try; undefined when all have been tried or are gone. */
  pick(): Picked | undefined;
  /** A colleague was told to have it before our 200 went out. */
  isElsewhere(): boolean;
  /**
   * Another leg was cancelled as answered. After our 200 went out: ours won, or a colleague's. Before it: a colleague's,
   * and our 200 was on its way all the same.
   */
  mayBeElsewhere(): boolean;
}

/** Rows on their way to being calls of ours, and back. */
export interface Claims {
  take(call: string): Claim | undefined;
  /** The answer failed: the row stands again, or is gone with whoever has it. */
  giveBack(call: string): void;
  /** The ACK to our 200 came. */
  handleConfirmed(call: string): void;
  /** Other INVITEs of this call stand: it lives on without us. */
  livesOn(call: string): boolean;
  /**
   * Our call is over. The row comes back if it lives on. `hungUp`: by the operator; then the INVITEs from before a
   * confirmed answer are only waiting for the exchange's CANCEL and are let go.
   */
  handleCallOver(call: string, how: { readonly hungUp: boolean }): void;
}

export function createClaims(context: QueueContext, taste: OfferTaste): Claims {
  const { deps, rows, pool, about, input, letGo } = context;
  const taken = (call: string): Row | undefined => {
    const row = rows.get(call);
    return row?.stage === 'taken' ? row : undefined;
  };

  function pick(row: Row): Picked | undefined {
    const offer = row.elsewhere ? undefined : bestOffer(row, taste);
    if (!offer || offer.tried) return undefined;
    offer.tried = true;
    const routed = pool.take(offer.leg) ?? createRoutedPeer(deps.audio);
    return pickedOf(row, offer, routed);
  }

  function pickedOf(row: Row, offer: Offer, routed: RoutedPeer): Picked {
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
  }

  return {
    take(call) {
      const row = rows.get(call);
      if (row?.stage !== 'offered') return undefined;
      row.hideTimer?.dispose();
      row.hidden = false;
      row.elsewhere = false;
      row.elsewhereAfter = false;
      for (const offer of row.offers.values()) offer.tried = false;
      input(row, 'take');
      return {
        call,
        about: about(row),
        sinceMono: row.sinceMono,
        recording: row.identity.recording,
        isElsewhere: () => row.elsewhere,
        mayBeElsewhere: () => row.elsewhere || row.elsewhereAfter,
        pick: () => pick(row),
      };
    },
    giveBack(call) {
      const row = taken(call);
      if (!row) return;
      for (const offer of row.offers.values()) offer.owner = undefined;
      if (row.elsewhere) input(row, 'returnElsewhere');
      else input(row, aliveOffers(row).length > 0 ? 'returnOffered' : 'returnEmpty');
    },
    handleConfirmed(call) {
      const row = taken(call);
      if (!row) return;
      row.confirmed = true;
      row.confirmedAt = deps.clock.mono();
      row.spareTimer?.dispose();
      row.spareTimer = deps.clock.after(spareGraceMs, () => {
        for (const offer of spareOffers(row)) letGo(row, offer);
      });
    },
    livesOn: (call) => {
      const row = rows.get(call);
      return row !== undefined && spareOffers(row).length > 0;
    },
    handleCallOver(call, { hungUp }) {
      const row = taken(call);
      if (!row) return;
      if (hungUp && row.confirmed)
        for (const offer of spareOffers(row)) if (offer.at <= row.confirmedAt) letGo(row, offer);
      for (const offer of row.offers.values()) if (offer.owner) offer.alive = false;
      input(row, spareOffers(row).length > 0 ? 'returnOffered' : 'over');
    },
  };
}
