import type {
  Clock,
  Disposable,
  FlowConfig,
  IncomingLeg,
  InviteOptions,
  LegHandlers,
  Logger,
  SdpPeer,
  SipLeg,
  SipStack,
} from '@samband/telephony/ports';
import { between, type Random } from '../day/index.ts';
import { type LinkEffect, type LinkInput, type LinkStage, linkStep } from './link-table.ts';

export interface LinkDeps {
  readonly sip: SipStack;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: Random;
  readonly config: FlowConfig;
  /** Registered: calls go both ways. */
  handleConnected(): void;
  handleLost(reason: string): void;
  handleIncoming(leg: IncomingLeg): void;
}

/** The one flow of all parties: kept up for ever. */
export interface Link extends Disposable {
  connect(): void;
  isConnected(): boolean;
  invite(options: InviteOptions, peer: SdpPeer, handlers: LegHandlers): SipLeg | undefined;
}

const connectTimeoutMs = 5000;
/** s. */
const expires = 300;
/** Of what the registrar grants, so much is used. */
const refreshShare = 0.5;
/** ms before the first retry; twice as long each time, up to the longest. */
const retry = { first: 400, longest: 3000 } as const;
const pingEveryMs = 10_000;
const pingTimeoutMs = 4000;

export function createLink(deps: LinkDeps): Link {
  const { clock, logger, config } = deps;
  const { aor } = config;
  let stage: LinkStage = 'idle';
  let reason = 'closed';
  let granted = expires;
  let retries = 0;
  let timers: Disposable[] = [];
  /** Tells the answers of an earlier connection from those of this one. */
  let generation = 0;

  const flow = deps.sip.openFlow(config, {
    handleConnected: () => input('connected'),
    handleDisconnected(why) {
      reason = why;
      input('disconnected');
    },
    handleIncoming: deps.handleIncoming,
    handleDropped: (why) => logger.warn('parties: a message was dropped', { why }),
  });

  function input(what: LinkInput): void {
    const step = linkStep(stage, what);
    if (!step) return logger.debug('link: nothing to do', { stage, input: what });
    stage = step.next;
    for (const effect of step.effects) effects[effect]();
  }

  function dropTimers(): void {
    for (const timer of timers) timer.dispose();
    timers = [];
  }

  function register(): void {
    const own = generation;
    void flow.register(aor, expires).then((outcome) => {
      if (own !== generation) return;
      if (outcome.ok) granted = outcome.expires;
      else {
        reason = `register ${outcome.status}`;
        logger.warn('parties: not registered', { status: outcome.status });
      }
      input(outcome.ok ? 'registered' : 'notRegistered');
    });
  }

  function ping(): void {
    const own = generation;
    flow.ping(pingTimeoutMs).catch(() => {
      if (own !== generation) return;
      reason = 'keepalive';
      input('deaf');
    });
  }

  const effects: Record<LinkEffect, () => void> = {
    connect() {
      generation += 1;
      const own = generation;
      flow.connect(connectTimeoutMs).catch((cause: unknown) => {
        logger.debug('link: connect failed', { why: String(cause) });
        if (own === generation) input('disconnected');
      });
    },
    register,
    keep() {
      timers = [
        clock.after(Math.max(1000, granted * 1000 * refreshShare), () => {
          dropTimers();
          register();
        }),
        clock.every(pingEveryMs, ping),
      ];
    },
    drop() {
      generation += 1;
      dropTimers();
      flow.drop();
    },
    retryLater() {
      generation += 1;
      dropTimers();
      const pause = Math.min(retry.longest, retry.first * 2 ** retries);
      retries += 1;
      timers = [clock.after(pause * between(deps.random, [0.8, 1.2]), () => input('retry'))];
    },
    tellConnected() {
      retries = 0;
      deps.handleConnected();
    },
    tellLost: () => deps.handleLost(reason),
  };

  return {
    connect: () => input('start'),
    isConnected: () => stage === 'up',
    invite: (options, peer, handlers) => (stage === 'up' ? flow.invite(options, peer, handlers) : undefined),
    dispose() {
      input('stop');
      dropTimers();
      flow.dispose();
    },
  };
}
