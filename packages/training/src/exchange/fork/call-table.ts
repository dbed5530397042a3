export type CallStage = 'queued' | 'ringing' | 'answered' | 'over';
export type CallInput =
  /** A branch rings. */
  | 'progress'
  /** A branch of ours was answered. */
  | 'accepted'
  /** Everyone who was asked has refused, and nobody else will be. Never said of a queue call. */
  | 'exhausted'
  /** CANCEL from the caller. */
  | 'cancel'
  /** The caller's connection is gone. */
  | 'callerGone'
  /** A direct call that nobody has answered for a long time. */
  | 'patience'
  /** The caller's ACK came, or 64*T1 have gone by without one. */
  | 'settled';
export type CallEffect =
  /** 180, once; in a direct call what came. */
  | 'tellRinging'
  /** The provisional responses after that, in a direct call. */
  | 'passProgress'
  /** The winner's 200, each time it comes. */
  | 'passAnswer'
  /** CANCEL to the others: somebody has it. */
  | 'stopOthers'
  | 'startSettling'
  /** CANCEL to all, without a word of an answer. */
  | 'stopAll'
  /** 487 (RFC 3261 §9.2). */
  | 'tellTerminated'
  /** The best of the refusals. */
  | 'tellRefused'
  /** 408. */
  | 'tellTimeout'
  | 'tellAbandoned'
  | 'forget';

export interface CallStep {
  readonly next: CallStage;
  readonly effects: readonly CallEffect[];
}

/**
 * An INVITE from a caller, however many branches it has: the server transaction (RFC 3261 §16.7, §17.2.1).
 *
 * ```
 *              ┌── 1xx ──► ringing ─┐
 *   queued ────┤                    ├── 2xx, the first ──► answered ── ACK, or 32 s ──► over
 *   (182, or   └────────────────────┘                         └ 2xx again of the winner: passed again
 *    100)                  │
 *                          ├── CANCEL ── 487, all branches cancelled ─────────────────► over
 *                          ├── the caller is gone ── all branches cancelled ──────────► over
 *                          ├── all have refused (direct calls) ── best refusal ───────► over
 *                          └── patience (direct calls) ── 408, branches cancelled ────► over
 * ```
 * Who is answered first has it. What comes after (an answer, a CANCEL, a lost caller) changes nothing here: a
 * second answer is ended by its own branch, and the caller's end of it is the dialog's affair.
 */
const unanswered: Partial<Record<CallInput, CallStep>> = {
  accepted: { next: 'answered', effects: ['stopOthers', 'startSettling', 'passAnswer'] },
  exhausted: { next: 'over', effects: ['tellRefused', 'forget'] },
  cancel: { next: 'over', effects: ['tellTerminated', 'stopAll', 'tellAbandoned', 'forget'] },
  callerGone: { next: 'over', effects: ['stopAll', 'tellAbandoned', 'forget'] },
  patience: { next: 'over', effects: ['tellTimeout', 'stopAll', 'tellAbandoned', 'forget'] },
};

const table: Record<CallStage, Partial<Record<CallInput, CallStep>>> = {
  queued: { ...unanswered, progress: { next: 'ringing', effects: ['tellRinging'] } },
  ringing: { ...unanswered, progress: { next: 'ringing', effects: ['passProgress'] } },
  answered: {
    accepted: { next: 'answered', effects: ['passAnswer'] },
    settled: { next: 'over', effects: ['forget'] },
  },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function callStep(stage: CallStage, input: CallInput): CallStep | undefined {
  return table[stage][input];
}
