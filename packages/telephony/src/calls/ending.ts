import type { EventPayload } from '../contract/index.ts';
import type { CallStage } from './call-table.ts';

/** A call that ends this soon after the answer was not had. */
export const brokeWithinMs = 2000;

export interface EndFacts {
  /** Where the call was when it ended. */
  readonly stage: CallStage;
  readonly direction: 'incoming' | 'outgoing';
  readonly cause:
    | { readonly kind: 'bye'; readonly elsewhere: boolean }
    | { readonly kind: 'lost' }
    | { readonly kind: 'cancelledElsewhere' }
    | { readonly kind: 'status'; readonly status: number }
    | { readonly kind: 'recovery'; readonly reason: string };
  readonly talkedMs: number;
  /** Something was heard from the peer. */
  readonly heard: boolean;
  /** Other INVITEs of the same call stand. */
  readonly livesOn: boolean;
  /** A colleague was told to have it before our 200 went out. */
  readonly elsewhereBefore: boolean;
}

export interface Ending {
  readonly by: EventPayload<'call.ended'>['by'];
  /**
   * `bye`, `answeredElsewhere`, `reoffered` (the exchange has the caller in line again), `noAck`, `dialogLost`,
   * `network`, `sip.<status>`, `hungUp`, or what a recovery failed with.
   */
  readonly reason: string;
  /** To the list of unanswered calls: the caller was not helped. */
  readonly broke: boolean;
}

/**
 * What an end that was not ours means. *Brutt etter svar*: BYE within a moment of the ACK, or before anything was
 * heard, unless a Reason says elsewhere or the same call lives on (design of the queue; RFC 3326).
 */
export function endingOf(facts: EndFacts): Ending {
  const { cause, direction, stage } = facts;
  const incoming = direction === 'incoming';
  const early = facts.talkedMs < brokeWithinMs || !facts.heard;
  switch (cause.kind) {
    case 'cancelledElsewhere':
      return { by: 'elsewhere', reason: 'answeredElsewhere', broke: false };
    case 'status':
      return cause.status === 0
        ? { by: 'network', reason: 'network', broke: false }
        : { by: 'peer', reason: `sip.${cause.status}`, broke: false };
    case 'recovery':
      return { by: 'network', reason: cause.reason, broke: true };
    case 'lost':
      if (incoming && facts.livesOn) return { by: 'network', reason: 'reoffered', broke: false };
      if (facts.elsewhereBefore && stage !== 'up')
        return { by: 'elsewhere', reason: 'answeredElsewhere', broke: false };
      // The caller may sit in silence somewhere: always listed.
      return { by: 'network', reason: stage === 'accepted' ? 'noAck' : 'dialogLost', broke: incoming };
    case 'bye':
      if (cause.elsewhere) return { by: 'elsewhere', reason: 'answeredElsewhere', broke: false };
      if (!incoming || !early) return { by: 'peer', reason: 'bye', broke: false };
      if (facts.livesOn) return { by: 'network', reason: 'reoffered', broke: false };
      if (facts.elsewhereBefore) return { by: 'elsewhere', reason: 'answeredElsewhere', broke: false };
      return { by: 'peer', reason: 'bye', broke: true };
  }
}
