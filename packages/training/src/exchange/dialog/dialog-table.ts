export type DialogStage = 'up' | 'lost' | 'ending' | 'over';
export type DialogInput =
  /** The connection of one of the two is gone. */
  | 'lost'
  /** It has shown that it still knows this dialog. */
  | 'alive'
  /** It was gone for too long. */
  | 'patience'
  /** BYE, from either. */
  | 'bye'
  /** The BYE was answered, or 64*T1 have gone by. */
  | 'ended'
  /** The one that the BYE could not be given to is back. */
  | 'back'
  /** Another dialog has taken its place (RFC 3891). */
  | 'replaced';
export type DialogEffect =
  | 'startPatience'
  | 'stopPatience'
  /** BYE to the one that is still there. */
  | 'endOther'
  /** BYE to the one that was not there when the other hung up. */
  | 'endOwed'
  | 'tellHungUp'
  | 'tellLost'
  | 'tellReplaced'
  | 'startEnding'
  | 'forget';

export interface DialogStep {
  readonly next: DialogStage;
  readonly effects: readonly DialogEffect[];
}

/**
 * A dialog that was answered through here (RFC 3261 §12).
 *
 * ```
 *   up ── lost ──► lost ── alive ──► up
 *   │               │
 *   │               └── patience ── BYE to the other ──► over
 *   ├── BYE (from lost too) ──► ending ── answered, or 32 s ──► over
 *   │                            └ the other was away and is back ── BYE ──► over
 *   └── replaced (from lost too) ──► ending
 * ```
 * While ending, requests still pass: a BYE that crosses the first one is answered by whom it is for.
 */
const table: Record<DialogStage, Partial<Record<DialogInput, DialogStep>>> = {
  up: {
    lost: { next: 'lost', effects: ['startPatience'] },
    bye: { next: 'ending', effects: ['tellHungUp', 'startEnding'] },
    replaced: { next: 'ending', effects: ['tellReplaced', 'startEnding'] },
  },
  lost: {
    // The other one now, or the same one again.
    lost: { next: 'lost', effects: ['startPatience'] },
    alive: { next: 'up', effects: ['stopPatience'] },
    patience: { next: 'over', effects: ['endOther', 'tellLost', 'forget'] },
    bye: { next: 'ending', effects: ['stopPatience', 'tellHungUp', 'startEnding'] },
    replaced: { next: 'ending', effects: ['stopPatience', 'tellReplaced', 'startEnding'] },
  },
  ending: {
    ended: { next: 'over', effects: ['forget'] },
    back: { next: 'over', effects: ['endOwed', 'forget'] },
  },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function dialogStep(stage: DialogStage, input: DialogInput): DialogStep | undefined {
  return table[stage][input];
}
