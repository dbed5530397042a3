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

const elsewhere: Ending = { by: 'elsewhere', reason: 'answeredElsewhere', broke: false };
const offeredAgain: Ending = { by: 'network', reason: 'reoffered', broke: false };

function ofStatus(status: number): Ending {
  if (status === 0) return { by: 'network', reason: 'network', broke: false };
  return { by: 'peer', reason: `sip.${status}`, broke: false };
}

function ofLoss({ direction, livesOn, elsewhereBefore, stage }: EndFacts): Ending {
  const isIncoming = direction === 'incoming';
  if (isIncoming && livesOn) return offeredAgain;
  if (elsewhereBefore && stage !== 'up') return elsewhere;
  // The caller may sit in silence somewhere: always listed.
  return { by: 'network', reason: stage === 'accepted' ? 'noAck' : 'dialogLost', broke: isIncoming };
}

function ofBye(facts: EndFacts): Ending {
  const isEarly = facts.talkedMs < brokeWithinMs || !facts.heard;
  if (facts.direction === 'outgoing' || !isEarly) return { by: 'peer', reason: 'bye', broke: false };
  if (facts.livesOn) return offeredAgain;
  return facts.elsewhereBefore ? elsewhere : { by: 'peer', reason: 'bye', broke: true };
}

/**
 * What an end that was not ours means. *Brutt etter svar*: BYE within a moment of the ACK, or before anything was
 * heard, unless a Reason says elsewhere or the same call lives on (design of the queue; RFC 3326).
 */
export function endingOf(facts: EndFacts): Ending {
  const { cause } = facts;
  if (cause.kind === 'cancelledElsewhere') return elsewhere;
  if (cause.kind === 'status') return ofStatus(cause.status);
  if (cause.kind === 'recovery') return { by: 'network', reason: cause.reason, broke: true };
  if (cause.kind === 'lost') return ofLoss(facts);
  return cause.elsewhere ? elsewhere : ofBye(facts);
}
