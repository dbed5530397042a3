import type { AudioPort, Disposable, IncomingLeg, Logger } from '../ports/index.ts';
import { createRoutedPeer } from './routed-peer.ts';
import type { RoutedPeer } from './routed-peer.ts';

/** Peers prepared ahead: each costs ports and a DTLS certificate, and only the next few can be wanted. */
export const poolSize = 3;
/** Those that were overtaken stay prepared, but so many at most; a call beyond is prepared at the press. */
export const poolLimit = 12;

/** Answers made before the press, so that the 200 needs no media work. Nothing is sent or heard by them. */
export interface Pool extends Disposable {
  /** The legs that are next in line: these are prepared. */
  update(next: readonly IncomingLeg[]): void;
  /** Hands the prepared peer over to its new owner. */
  take(leg: IncomingLeg): RoutedPeer | undefined;
  has(leg: IncomingLeg): boolean;
  /** The leg is gone. */
  drop(leg: IncomingLeg): void;
}

export function createPool(deps: {
  readonly audio: AudioPort;
  readonly logger: Logger;
  /** Send the prepared answer in a 183 at once. */
  readonly earlyMedia: boolean;
}): Pool {
  const prepared = new Map<string, RoutedPeer>();
  /** Refused once: the press tries again, not the pool. */
  const failed = new Set<string>();

  function drop(id: string): void {
    prepared.get(id)?.peer.close();
    prepared.delete(id);
    failed.delete(id);
  }

  async function prepare(leg: IncomingLeg, offer: string): Promise<void> {
    let entry: RoutedPeer | undefined;
    const isMine = () => entry !== undefined && prepared.get(leg.id) === entry;
    try {
      entry = createRoutedPeer(deps.audio);
      prepared.set(leg.id, entry);
      await entry.peer.answer(offer);
      if (!deps.earlyMedia || !isMine()) return;
      await leg.progress(entry.peer);
    } catch (cause) {
      deps.logger.warn('queue: answer could not be prepared', {
        leg: leg.id,
        why: cause instanceof Error ? cause.message : '',
      });
      if (entry && !isMine()) return;
      drop(leg.id);
      failed.add(leg.id);
    }
  }

  return {
    update(next) {
      // What is prepared stays as long as its INVITE, hidden or overtaken: the exchange has that peer's DTLS already,
      // and would refuse another certificate for the same offer.
      for (const leg of next) {
        if (prepared.size >= poolLimit) return;
        if (!prepared.has(leg.id) && !failed.has(leg.id) && leg.offer !== undefined)
          void prepare(leg, leg.offer);
      }
    },
    take(leg) {
      const entry = prepared.get(leg.id);
      prepared.delete(leg.id);
      return entry;
    },
    has: (leg) => prepared.has(leg.id),
    drop: (leg) => drop(leg.id),
    dispose() {
      for (const id of prepared.keys()) drop(id);
    },
  };
}
