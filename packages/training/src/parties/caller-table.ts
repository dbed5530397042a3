export type CallerStage = 'calling' | 'ringing' | 'talking' | 'away' | 'over';
export type CallerInput =
  | 'progress'
  | 'established'
  | 'refused'
  | 'impatient'
  | 'ended'
  | 'cut'
  | 'broke'
  | 'finished'
  | 'again'
  | 'leave'
  | 'stop';
export type CallerEffect =
  | 'tellRinging'
  | 'tellAnswered'
  | 'tellGaveUp'
  | 'tellRefused'
  | 'tellEndedByOperator'
  | 'tellEndedByCaller'
  | 'tellLost'
  | 'talk'
  | 'hangUp'
  | 'release'
  | 'call'
  | 'callAtOnce'
  | 'callLater'
  | 'stayAway'
  | 'settle';

export interface CallerStep {
  readonly next: CallerStage;
  readonly effects: readonly CallerEffect[];
}

const refused: CallerStep = { next: 'away', effects: ['tellRefused', 'release', 'callLater'] };
const gaveUp: CallerStep = { next: 'over', effects: ['tellGaveUp', 'hangUp', 'release', 'settle'] };
const answered: CallerStep = { next: 'talking', effects: ['tellAnswered', 'talk'] };

/**
 * A caller, over all of the calls that are made for one thing.
 *
 * ```
 *   ┌─► calling ── 18x ─► ringing ── 200 ─► talking ── operator or caller hangs up ─► over
 *   │      │ refused         │ │               │                                       ▲
 * again    ▼                 │ └ no patience ──┼──────────────────────────────────────►│
 *   └──── away ◄─────────────┴─────────────────┘ broke: later; position lost: at once  │
 *           └── does not call again ───────────────────────────────────────────────────┘
 * ```
 */
const table: Record<CallerStage, Partial<Record<CallerInput, CallerStep>>> = {
  calling: {
    progress: { next: 'ringing', effects: ['tellRinging'] },
    established: answered,
    refused,
    impatient: gaveUp,
    leave: gaveUp,
    stop: { next: 'over', effects: ['hangUp', 'release'] },
  },
  ringing: {
    established: answered,
    refused,
    impatient: gaveUp,
    leave: gaveUp,
    stop: { next: 'over', effects: ['hangUp', 'release'] },
  },
  talking: {
    ended: { next: 'over', effects: ['tellEndedByOperator', 'release', 'settle'] },
    cut: { next: 'away', effects: ['tellLost', 'release', 'callAtOnce'] },
    broke: { next: 'away', effects: ['tellLost', 'release', 'callLater'] },
    finished: { next: 'over', effects: ['tellEndedByCaller', 'hangUp', 'release', 'settle'] },
    stop: { next: 'over', effects: ['tellEndedByCaller', 'hangUp', 'release'] },
  },
  away: {
    again: { next: 'calling', effects: ['call'] },
    leave: { next: 'over', effects: ['stayAway', 'settle'] },
    stop: { next: 'over', effects: ['stayAway'] },
  },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function callerStep(stage: CallerStage, input: CallerInput): CallerStep | undefined {
  return table[stage][input];
}
