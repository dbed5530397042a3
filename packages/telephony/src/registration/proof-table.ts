export type ProofStage = 'off' | 'proving' | 'retrying' | 'proven' | 'doubted' | 'unproven';
export type ProofInput = 'registered' | 'back' | 'failed' | 'nudge' | 'gone';
/**
 * `callNow` and `callSoon` leave what is under way and call anew. `callLater` is the next one in its turn, `callSlowly`
 * the next one over an edge that is known to be bad.
 */
export type ProofEffect =
  'callNow' | 'callSoon' | 'callLater' | 'callSlowly' | 'tellProven' | 'tellUnproven' | 'forget';

export interface ProofStep {
  readonly next: ProofStage;
  readonly effects: readonly ProofEffect[];
}

const step = (next: ProofStage, ...effects: ProofEffect[]): ProofStep => ({ next, effects });
const off = step('off', 'forget');
const proven = step('proven', 'tellProven', 'callLater');

/**
 * Whether a call to the position's own address comes back over one edge. `back`: it did; `failed`: it was refused, or
 * did not come in time. One failure alone changes nothing that is shown.
 *
 * ```
 *        registered           back                        failed
 *   off ────────────► proving ──────────────► proven ◄──────────────► doubted
 *    ▲                   │                    ▲  ▲ └─ back: proven  back  │
 *    │                   │ failed             │  │                        │ failed
 *    │                   ▼        back        │  │ back                   ▼
 *    │                retrying ───────────────┘  └─────────────────── unproven ◄─┐ failed
 *    │                   └──────────────── failed ───────────────────────►   └───┘
 *    └── gone (from everywhere: the edge was lost, or nobody is at the position)
 * ```
 *
 * Only `proven` and `doubted` are shown as good, only `unproven` as bad. `nudge`: the PC woke up, so what is under way
 * says nothing any more; it is called at once, and the stage stays. So does `registered` in `unproven`.
 */
const table: Record<ProofStage, Partial<Record<ProofInput, ProofStep>>> = {
  off: { registered: step('proving', 'callNow') },
  proving: {
    back: proven,
    failed: step('retrying', 'callSoon'),
    nudge: step('proving', 'callNow'),
    gone: off,
  },
  retrying: {
    back: proven,
    failed: step('unproven', 'tellUnproven', 'callSlowly'),
    nudge: step('retrying', 'callNow'),
    gone: off,
  },
  proven: {
    back: step('proven', 'callLater'),
    failed: step('doubted', 'callSoon'),
    nudge: step('proven', 'callNow'),
    gone: off,
  },
  doubted: {
    back: step('proven', 'callLater'),
    failed: step('unproven', 'tellUnproven', 'callSlowly'),
    nudge: step('doubted', 'callNow'),
    gone: off,
  },
  unproven: {
    registered: step('unproven', 'callNow'),
    back: proven,
    failed: step('unproven', 'callSlowly'),
    nudge: step('unproven', 'callNow'),
    gone: off,
  },
};

/** Undefined: the input means nothing here, and nothing happens. */
export function proofStep(stage: ProofStage, input: ProofInput): ProofStep | undefined {
  return table[stage][input];
}
