export type PositionStage = 'signedOut' | 'starting' | 'ready' | 'paused';
export type PositionInput = 'signIn' | 'signOut' | 'reachable' | 'ready' | 'pause';
export type PositionEffect =
  'tellSignedIn' | 'tellSignedOut' | 'tellReady' | 'tellPaused' | 'register' | 'leaveLine' | 'greet';

export interface PositionStep {
  readonly next: PositionStage;
  readonly effects: readonly PositionEffect[];
}

const signedOut: PositionStep = { next: 'signedOut', effects: ['leaveLine', 'tellSignedOut', 'register'] };
const paused: PositionStep = { next: 'paused', effects: ['register', 'tellPaused'] };
const stay = (next: PositionStage, ...effects: PositionEffect[]): PositionStep => ({ next, effects });

/**
 * Who is at the position and what it takes. `register` brings what is registered to what the next stage wants:
 * nothing, the own AoR, or that and the queues of the role.
 *
 * ```
 *               signIn              registered (reachable)
 *   signedOut ─────────► starting ────────────────────────► ready
 *       ▲                    │                              ▲  │
 *       │ signOut            │ pause                  ready │  │ pause   (guarded: nobody else may be ready)
 *       │ (guarded,          ▼                              │  ▼
 *       └ from everywhere)  paused ◄────────────────────── paused
 *
 *   signIn where somebody is signed in is the hand-over: the stage and everything registered stay.
 * ```
 */
const table: Record<PositionStage, Record<PositionInput, PositionStep>> = {
  signedOut: {
    signIn: { next: 'starting', effects: ['tellSignedIn', 'register', 'greet'] },
    signOut: stay('signedOut'),
    reachable: stay('signedOut'),
    ready: stay('signedOut'),
    pause: stay('signedOut'),
  },
  starting: {
    signIn: stay('starting', 'tellSignedIn'),
    signOut: signedOut,
    reachable: stay('ready', 'tellReady'),
    ready: stay('starting'),
    pause: paused,
  },
  ready: {
    signIn: stay('ready', 'tellSignedIn'),
    signOut: signedOut,
    reachable: stay('ready'),
    ready: stay('ready'),
    pause: paused,
  },
  paused: {
    signIn: stay('paused', 'tellSignedIn'),
    signOut: signedOut,
    reachable: stay('paused'),
    ready: { next: 'ready', effects: ['register', 'tellReady'] },
    pause: stay('paused'),
  },
};

export function positionStep(stage: PositionStage, input: PositionInput): PositionStep {
  return table[stage][input];
}

export function wantsQueues(stage: PositionStage): boolean {
  return stage === 'starting' || stage === 'ready';
}
