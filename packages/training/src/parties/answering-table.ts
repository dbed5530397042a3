export type AnsweringStage = 'ringing' | 'accepting' | 'talking' | 'over';
export type AnsweringInput =
  | 'pickUp'
  | 'refuse'
  | 'cancelled'
  | 'acknowledged'
  | 'acceptFailed'
  | 'ended'
  | 'broke'
  | 'finished'
  | 'stop';
export type AnsweringEffect =
  | 'accept'
  | 'reject'
  | 'talk'
  | 'tellEndedByOperator'
  | 'tellEndedByCaller'
  | 'tellLost'
  | 'hangUp'
  | 'release';

export interface AnsweringStep {
  readonly next: AnsweringStage;
  readonly effects: readonly AnsweringEffect[];
}

const gone: AnsweringStep = { next: 'over', effects: ['release'] };
const lost: AnsweringStep = { next: 'over', effects: ['tellLost', 'release'] };

/**
 * Someone whom a position calls.
 *
 * ```
 * ringing ── picks up ─► accepting ── ACK ─► talking ── either hangs up, the call breaks ─► over
 *    │ cancelled, busy, refuses   │ cancelled, no ACK                                       ▲
 *    └────────────────────────────┴─────────────────────────────────────────────────────────┘
 * ```
 */
const table: Record<AnsweringStage, Partial<Record<AnsweringInput, AnsweringStep>>> = {
  ringing: {
    pickUp: { next: 'accepting', effects: ['accept'] },
    refuse: { next: 'over', effects: ['reject', 'release'] },
    cancelled: gone,
    stop: { next: 'over', effects: ['reject', 'release'] },
  },
  accepting: {
    acknowledged: { next: 'talking', effects: ['talk'] },
    // Nothing of ours goes unanswered: a call without sound is refused (RFC 3261 §21.4.26).
    acceptFailed: { next: 'over', effects: ['reject', 'release'] },
    cancelled: gone,
    ended: gone,
    broke: gone,
    stop: { next: 'over', effects: ['hangUp', 'release'] },
  },
  talking: {
    ended: { next: 'over', effects: ['tellEndedByOperator', 'release'] },
    broke: lost,
    finished: { next: 'over', effects: ['tellEndedByCaller', 'hangUp', 'release'] },
    stop: { next: 'over', effects: ['tellEndedByCaller', 'hangUp', 'release'] },
  },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function answeringStep(stage: AnsweringStage, input: AnsweringInput): AnsweringStep | undefined {
  return table[stage][input];
}
