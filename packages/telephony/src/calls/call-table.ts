export type CallStage = 'answering' | 'leaving' | 'accepted' | 'dialling' | 'recovering' | 'up' | 'over';
export type CallInput =
  | 'accepted'
  | 'acceptFailed'
  | 'exhausted'
  | 'acknowledged'
  | 'cancelledElsewhere'
  | 'progress'
  | 'edgeFailed'
  | 'established'
  | 'failed'
  | 'ended'
  | 'hangUp';
export type CallEffect =
  | 'tryNext'
  | 'openSound'
  | 'watch'
  | 'tellProgress'
  | 'tellAnswered'
  | 'tellConnected'
  | 'tellRecovered'
  | 'tellAnswerFailed'
  | 'tellEnded'
  | 'tellHungUp'
  | 'sayGoodbye'
  | 'release'
  | 'giveBack';

export interface CallStep {
  readonly next: CallStage;
  readonly effects: readonly CallEffect[];
}

const end: CallStep = { next: 'over', effects: ['tellEnded', 'release'] };
const hungUp: CallStep = { next: 'over', effects: ['sayGoodbye', 'tellHungUp', 'release'] };
const failed: CallStep = { next: 'over', effects: ['tellAnswerFailed', 'giveBack'] };
const answered: CallStep = { next: 'up', effects: ['tellAnswered', 'watch'] };

/**
 * One call of this position.
 *
 * ```
 *  press ─► answering ── accepted (200 out) ─► accepted ── ACK ─► up ── BYE, hang up, lost ─► over
 *             │ ▲  │                             │                ▲
 *             │ └──┘ accept failed: next leg     │ BYE, no ACK,   │ established
 *             │                                  │ elsewhere      │
 *             │ exhausted: the row is given back ▼                ├── dialling ◄─ dial  (edge failed: next edge)
 *             ├──────────────────────────────► over               └── recovering ◄─ start with a saved dialog
 *             │ hang up                          ▲
 *             └────► leaving ── accepted: BYE; failed: the row is given back
 * ```
 */
const table: Record<CallStage, Partial<Record<CallInput, CallStep>>> = {
  answering: {
    accepted: { next: 'accepted', effects: ['openSound'] },
    // The ACK can overtake the promise that tells of the 200.
    acknowledged: { next: 'up', effects: ['openSound', ...answered.effects] },
    acceptFailed: { next: 'answering', effects: ['tryNext'] },
    exhausted: failed,
    ended: end,
    hangUp: { next: 'leaving', effects: [] },
  },
  leaving: {
    accepted: hungUp,
    acknowledged: hungUp,
    acceptFailed: failed,
    exhausted: failed,
    ended: end,
  },
  accepted: {
    acknowledged: answered,
    cancelledElsewhere: { next: 'over', effects: ['sayGoodbye', 'tellEnded', 'release'] },
    ended: end,
    hangUp: hungUp,
  },
  dialling: {
    progress: { next: 'dialling', effects: ['tellProgress'] },
    edgeFailed: { next: 'dialling', effects: ['tryNext'] },
    established: { next: 'up', effects: ['openSound', 'tellConnected', 'watch'] },
    failed: end,
    ended: end,
    hangUp: hungUp,
  },
  recovering: {
    edgeFailed: { next: 'recovering', effects: ['tryNext'] },
    established: { next: 'up', effects: ['openSound', 'tellRecovered', 'watch'] },
    failed: end,
    ended: end,
    hangUp: hungUp,
  },
  up: {
    ended: end,
    hangUp: hungUp,
  },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function callStep(stage: CallStage, input: CallInput): CallStep | undefined {
  return table[stage][input];
}
