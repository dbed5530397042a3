export type EdgeStage = 'idle' | 'connecting' | 'connected' | 'waiting';
export type EdgeInput = 'start' | 'connected' | 'disconnected' | 'deaf' | 'retry' | 'nudge' | 'stop';
export type EdgeEffect =
  | 'connect'
  | 'drop'
  | 'tellConnected'
  | 'tellLost'
  | 'register'
  | 'forgetBindings'
  | 'watch'
  | 'unwatch'
  | 'scheduleRetry'
  | 'cancelRetry'
  | 'pingNow';

export interface EdgeStep {
  readonly next: EdgeStage;
  readonly effects: readonly EdgeEffect[];
}

const lost: EdgeStep = { next: 'waiting', effects: ['tellLost', 'scheduleRetry'] };
const lostInUse: EdgeStep = {
  next: 'waiting',
  effects: ['unwatch', 'forgetBindings', 'tellLost', 'scheduleRetry'],
};

/**
 * One flow to one edge, reconnecting for ever.
 *
 * ```
 *            start                connected
 *   idle ───────────► connecting ───────────► connected ◄─┐ nudge: ping now
 *    ▲                  │    ▲                 │   │  └───┘
 *    │     disconnected │    │ retry, nudge    │   │ deaf (two pings unanswered): drop
 *    │                  ▼    │    disconnected │   │
 *    └── stop ───────  waiting ◄───────────────┴───┘      (stop leads to idle from everywhere)
 * ```
 */
const table: Record<EdgeStage, Partial<Record<EdgeInput, EdgeStep>>> = {
  idle: { start: { next: 'connecting', effects: ['connect'] } },
  connecting: {
    connected: { next: 'connected', effects: ['tellConnected', 'register', 'watch'] },
    disconnected: lost,
    stop: { next: 'idle', effects: ['drop'] },
  },
  connected: {
    disconnected: lostInUse,
    deaf: { next: lostInUse.next, effects: ['drop', ...lostInUse.effects] },
    nudge: { next: 'connected', effects: ['pingNow'] },
    stop: { next: 'idle', effects: ['unwatch', 'forgetBindings', 'drop'] },
  },
  waiting: {
    retry: { next: 'connecting', effects: ['connect'] },
    nudge: { next: 'connecting', effects: ['cancelRetry', 'connect'] },
    stop: { next: 'idle', effects: ['cancelRetry'] },
  },
};

/** Undefined: the input means nothing here, and nothing happens. */
export function edgeStep(stage: EdgeStage, input: EdgeInput): EdgeStep | undefined {
  return table[stage][input];
}
