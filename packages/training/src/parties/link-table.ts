export type LinkStage = 'idle' | 'connecting' | 'registering' | 'up' | 'waiting' | 'over';
export type LinkInput =
  'start' | 'connected' | 'disconnected' | 'registered' | 'notRegistered' | 'deaf' | 'retry' | 'stop';
export type LinkEffect =
  'connect' | 'register' | 'keep' | 'drop' | 'retryLater' | 'tellConnected' | 'tellLost';

export interface LinkStep {
  readonly next: LinkStage;
  readonly effects: readonly LinkEffect[];
}

const connect: LinkStep = { next: 'connecting', effects: ['connect'] };
const again: LinkStep = { next: 'waiting', effects: ['retryLater'] };
const stop: LinkStep = { next: 'over', effects: ['drop'] };

/**
 * The way to the exchange.
 *
 * ```
 * idle ── start ─► connecting ── socket ─► registering ── 200 ─► up ── refreshed: stays
 *                      ▲  │                    │ refused         │ socket gone, deaf, refused: told as lost
 *                      │  └── no socket ─► waiting ◄─────────────┘
 *                      └────── retry ─────────┘
 * ```
 */
const table: Record<LinkStage, Partial<Record<LinkInput, LinkStep>>> = {
  idle: { start: connect, stop },
  connecting: {
    connected: { next: 'registering', effects: ['register'] },
    disconnected: again,
    stop,
  },
  registering: {
    registered: { next: 'up', effects: ['keep', 'tellConnected'] },
    notRegistered: { next: 'waiting', effects: ['drop', 'retryLater'] },
    disconnected: again,
    stop,
  },
  up: {
    registered: { next: 'up', effects: ['keep'] },
    notRegistered: { next: 'waiting', effects: ['drop', 'retryLater', 'tellLost'] },
    deaf: { next: 'waiting', effects: ['drop', 'retryLater', 'tellLost'] },
    disconnected: { next: 'waiting', effects: ['retryLater', 'tellLost'] },
    stop,
  },
  waiting: { retry: connect, stop },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function linkStep(stage: LinkStage, input: LinkInput): LinkStep | undefined {
  return table[stage][input];
}
