export type BranchStage = 'sent' | 'ringing' | 'stopping' | 'cancelled' | 'answered' | 'over';
export type BranchInput =
  /** 100 came: between neighbours, but a CANCEL may follow it. */
  | 'trying'
  /** Another 1xx came. */
  | 'progress'
  /** 2xx came. */
  | 'accepted'
  /** 3xx to 6xx came. */
  | 'refused'
  /** The call is no longer to be had here. */
  | 'stop'
  /** The party that was to be cancelled is back over a new connection. */
  | 'back'
  /** No final response 64*T1 after the CANCEL. */
  | 'patience';
export type BranchEffect =
  | 'tellProgress'
  | 'tellAccepted'
  | 'tellRefused'
  /** ACK to a refusal: hop by hop (RFC 3261 §17.1.1.3). */
  | 'acknowledge'
  | 'cancel'
  | 'startPatience'
  /** ACK and BYE to an answer that is not wanted. */
  | 'endAnswer'
  | 'forget';

export interface BranchStep {
  readonly next: BranchStage;
  readonly effects: readonly BranchEffect[];
}

/**
 * One INVITE of a fork, as a client transaction over a reliable transport (RFC 3261 §17.1.1, RFC 6026 §7.2):
 * nothing is sent twice, and a connection that is lost ends nothing.
 *
 * ```
 *   sent ── 1xx ──► ringing ── 2xx ──► answered ── 2xx again ──► answered (told again: its ACK was lost)
 *    │ stop           │ stop
 *    ▼                ▼
 *   stopping ─ 1xx ─► cancelled ── final response ─────────────► over
 *    │                 │  └ back ► cancelled (CANCEL again)
 *    │ 2xx             │ 2xx: the answer crossed the CANCEL
 *    └─────────────────┴──── ACK, BYE ─────────────────────────► over
 *
 *   sent, ringing, stopping, cancelled ── refused (ACK) ────────► over
 *   stopping, cancelled ── patience ────────────────────────────► over
 *   answered ── stop ───────────────────────────────────────────► over (its ACK came; nothing to take back)
 * ```
 * A CANCEL waits for the first response (RFC 3261 §9.1).
 */
const table: Record<BranchStage, Partial<Record<BranchInput, BranchStep>>> = {
  sent: {
    trying: { next: 'ringing', effects: [] },
    progress: { next: 'ringing', effects: ['tellProgress'] },
    accepted: { next: 'answered', effects: ['tellAccepted'] },
    refused: { next: 'over', effects: ['acknowledge', 'forget', 'tellRefused'] },
    stop: { next: 'stopping', effects: ['startPatience'] },
  },
  ringing: {
    progress: { next: 'ringing', effects: ['tellProgress'] },
    accepted: { next: 'answered', effects: ['tellAccepted'] },
    refused: { next: 'over', effects: ['acknowledge', 'forget', 'tellRefused'] },
    stop: { next: 'cancelled', effects: ['startPatience', 'cancel'] },
  },
  stopping: {
    trying: { next: 'cancelled', effects: ['cancel'] },
    progress: { next: 'cancelled', effects: ['cancel'] },
    accepted: { next: 'over', effects: ['endAnswer', 'forget'] },
    refused: { next: 'over', effects: ['acknowledge', 'forget'] },
    // It may have got the INVITE just before the connection went, and ring.
    back: { next: 'cancelled', effects: ['cancel'] },
    patience: { next: 'over', effects: ['forget'] },
  },
  cancelled: {
    accepted: { next: 'over', effects: ['endAnswer', 'forget'] },
    refused: { next: 'over', effects: ['acknowledge', 'forget'] },
    back: { next: 'cancelled', effects: ['cancel'] },
    patience: { next: 'over', effects: ['forget'] },
  },
  answered: {
    accepted: { next: 'answered', effects: ['tellAccepted'] },
    stop: { next: 'over', effects: ['forget'] },
  },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function branchStep(stage: BranchStage, input: BranchInput): BranchStep | undefined {
  return table[stage][input];
}
