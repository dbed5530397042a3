export const guardStages = ['unarmed', 'up', 'down', 'releasing'] as const;
export type GuardStage = (typeof guardStages)[number];
/** `allUp` comes with any report in which no pedal is down; `settled` when a release has stood. */
export const guardInputs = ['down', 'up', 'allUp', 'settled', 'held', 'limit', 'fail'] as const;
export type GuardInput = (typeof guardInputs)[number];
export type GuardEffect =
  'tellPressed' | 'tellReleased' | 'tellHeld' | 'watch' | 'unwatch' | 'settle' | 'unsettle';

export interface GuardStep {
  readonly next: GuardStage;
  readonly effects: readonly GuardEffect[];
}

const stay = (next: GuardStage): GuardStep => ({ next, effects: [] });
const release = (next: GuardStage): GuardStep => ({ next, effects: ['unwatch', 'unsettle', 'tellReleased'] });

/**
 * One pedal, which may hold a microphone open. It fails to silence.
 *
 * ```
 *             allUp             down: pressed at once
 *   unarmed ─────────► up ────────────────────────────► down ◄──┐
 *      ▲               ▲                                 │      │ down: it bounced, nothing is told
 *      │               │ settled (20 ms up): released    │ up   │
 *      │               └─────────────────────────── releasing ──┘
 *      │
 *      └── fail (unplugged, unreadable, suspended, closed) and limit, from everywhere: released if it was pressed
 *
 *   held: it has been down for long; told once, and it stays pressed.
 * ```
 *
 * Unarmed it says nothing before it has been seen up: a pedal that something lies on opens no microphone at start.
 */
const table: Record<GuardStage, Record<GuardInput, GuardStep>> = {
  unarmed: {
    down: stay('unarmed'),
    up: stay('unarmed'),
    allUp: stay('up'),
    settled: stay('unarmed'),
    held: stay('unarmed'),
    limit: stay('unarmed'),
    fail: stay('unarmed'),
  },
  up: {
    down: { next: 'down', effects: ['watch', 'tellPressed'] },
    up: stay('up'),
    allUp: stay('up'),
    settled: stay('up'),
    held: stay('up'),
    limit: stay('up'),
    fail: stay('unarmed'),
  },
  down: {
    down: stay('down'),
    up: { next: 'releasing', effects: ['settle'] },
    allUp: { next: 'releasing', effects: ['settle'] },
    settled: stay('down'),
    held: { next: 'down', effects: ['tellHeld'] },
    limit: release('unarmed'),
    fail: release('unarmed'),
  },
  releasing: {
    down: { next: 'down', effects: ['unsettle'] },
    up: stay('releasing'),
    allUp: stay('releasing'),
    settled: release('up'),
    held: { next: 'releasing', effects: ['tellHeld'] },
    limit: release('unarmed'),
    fail: release('unarmed'),
  },
};

export function guardStep(stage: GuardStage, input: GuardInput): GuardStep {
  return table[stage][input];
}
