export type RowStage = 'offered' | 'withdrawn' | 'taken' | 'gone';
export type RowInput =
  | 'offer'
  | 'emptied'
  | 'emptiedDirect'
  | 'elsewhere'
  | 'moved'
  | 'crowded'
  | 'heldBackLongEnough'
  | 'take'
  | 'leave'
  | 'returnOffered'
  | 'returnEmpty'
  | 'returnElsewhere'
  | 'over';
export type RowEffect =
  | 'tellWaiting'
  | 'tellWithdrawn'
  | 'tellBack'
  | 'tellElsewhere'
  | 'tellMoved'
  | 'tellCrowded'
  | 'tellAbandoned'
  | 'holdBack'
  | 'stopHoldingBack'
  | 'letGo';

export interface RowStep {
  readonly next: RowStage;
  readonly effects: readonly RowEffect[];
}

/**
 * One call in line, however many INVITEs it has.
 *
 * ```
 *   (new) offer ─► offered ──── elsewhere ────────────────────────► gone: answeredElsewhere
 *                   │  ▲ │ emptied (CANCEL, or the edge is lost)     ▲
 *             take  │  │ ▼                                           │
 *                   │  │ withdrawn ── held back long enough ───────► gone: abandoned
 *                   │  │   │  offer (the same call comes again)
 *                   │  └───┘
 *                   ▼
 *                 taken ─── over ─────────────────────────────────► gone: it is our call's own end
 *                   └── answer failed: back to offered or withdrawn, or gone (elsewhere)
 *
 *   offered, withdrawn ── leave (signed out, other role), or moved (its alarm is over) ──► gone: it waits on for others
 *   offered ── crowded (made room for another) ─────────────────────────────────────────► gone: it waits on for others
 * ```
 */
const table: Record<RowStage, Partial<Record<RowInput, RowStep>>> = {
  offered: {
    offer: { next: 'offered', effects: [] },
    emptied: { next: 'withdrawn', effects: ['tellWithdrawn', 'holdBack'] },
    emptiedDirect: { next: 'gone', effects: ['tellAbandoned', 'letGo'] },
    elsewhere: { next: 'gone', effects: ['tellElsewhere', 'letGo'] },
    moved: { next: 'gone', effects: ['tellMoved', 'letGo'] },
    crowded: { next: 'gone', effects: ['tellCrowded', 'letGo'] },
    take: { next: 'taken', effects: [] },
    leave: { next: 'gone', effects: ['letGo'] },
  },
  withdrawn: {
    offer: { next: 'offered', effects: ['stopHoldingBack', 'tellBack'] },
    elsewhere: { next: 'gone', effects: ['stopHoldingBack', 'tellElsewhere', 'letGo'] },
    moved: { next: 'gone', effects: ['stopHoldingBack', 'tellMoved', 'letGo'] },
    heldBackLongEnough: { next: 'gone', effects: ['stopHoldingBack', 'tellAbandoned', 'letGo'] },
    leave: { next: 'gone', effects: ['stopHoldingBack', 'letGo'] },
  },
  taken: {
    offer: { next: 'taken', effects: [] },
    // A cancel of the other leg is what our own answer brings about.
    elsewhere: { next: 'taken', effects: [] },
    moved: { next: 'taken', effects: [] },
    crowded: { next: 'taken', effects: [] },
    emptied: { next: 'taken', effects: [] },
    emptiedDirect: { next: 'taken', effects: [] },
    returnOffered: { next: 'offered', effects: ['tellWaiting'] },
    returnEmpty: { next: 'withdrawn', effects: ['tellWaiting', 'tellWithdrawn', 'holdBack'] },
    returnElsewhere: { next: 'gone', effects: ['tellElsewhere', 'letGo'] },
    over: { next: 'gone', effects: ['letGo'] },
  },
  gone: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function rowStep(stage: RowStage, input: RowInput): RowStep | undefined {
  return table[stage][input];
}
