import type {
  Clock,
  Disposable,
  FlowConfig,
  Ids,
  IncomingLeg,
  Logger,
  SipFlow,
  SipStack,
} from '../ports/index.ts';
import { backoffMs } from './backoff.ts';
import { createBindings } from './bindings.ts';
import type { BindingsDeps } from './bindings.ts';
import { edgeStep } from './edge-table.ts';
import type { EdgeEffect, EdgeInput, EdgeStage } from './edge-table.ts';

const connectTimeoutMs = 5000;
const pingEveryMs = 10_000;
const pingTimeoutMs = 4000;
/** When something has happened to the network, a caller may be sitting in silence. */
const urgentPingTimeoutMs = 700;
const missesAllowed = 2;

export interface EdgeDeps extends Omit<BindingsDeps, 'logger'> {
  readonly sip: SipStack;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly config: FlowConfig;
  handleConnecting(attempt: number): void;
  handleConnected(): void;
  handleLost(reason: string): void;
  handleIncoming(leg: IncomingLeg): void;
  handleDropped(why: string, isCall: boolean): void;
}

/** One flow to one edge: connection, pings and bindings. */
export interface Edge extends Disposable {
  readonly name: string;
  readonly flow: SipFlow;
  start(): void;
  want(aors: readonly string[]): void;
  /** The PC woke up or its network changed: look at once. */
  nudge(): void;
  stage(): EdgeStage;
  registered(): string[];
}

export function createEdge(deps: EdgeDeps): Edge {
  const { clock, config, logger } = deps;
  let stage: EdgeStage = 'idle';
  let attempt = 0;
  let misses = 0;
  let reason = 'closed';
  let retry: Disposable | undefined;
  let watch: Disposable | undefined;
  /** Tells the answers of an earlier connection from those of this one. */
  let generation = 0;

  const bindings = createBindings({
    clock,
    logger,
    handleRegistered: (aor) => {
      attempt = 0;
      deps.handleRegistered(aor);
    },
    handleUnregistered: deps.handleUnregistered,
    handleRefused: deps.handleRefused,
    handleDate: deps.handleDate,
  });
  const flow = deps.sip.openFlow(config, {
    handleConnected: () => input('connected'),
    handleDisconnected: (why) => {
      reason = why;
      input('disconnected');
    },
    handleIncoming: deps.handleIncoming,
    handleDropped: deps.handleDropped,
  });

  function input(what: EdgeInput): void {
    const step = edgeStep(stage, what);
    if (!step) return logger.debug('edge: nothing to do', { edge: config.edge, stage, input: what });
    stage = step.next;
    for (const effect of step.effects) effects[effect]();
  }

  async function ping(timeoutMs = pingTimeoutMs): Promise<void> {
    const mine = generation;
    try {
      await flow.ping(timeoutMs);
      if (mine === generation) misses = 0;
    } catch {
      if (mine !== generation || stage !== 'connected') return;
      misses += 1;
      logger.warn('edge: no answer to ping', { edge: config.edge, misses });
      if (misses >= missesAllowed) {
        reason = 'keepalive';
        input('deaf');
      } else void ping(timeoutMs);
    }
  }

  const effects: Record<EdgeEffect, () => void> = {
    connect: () => {
      attempt += 1;
      generation += 1;
      deps.handleConnecting(attempt);
      const mine = generation;
      flow.connect(connectTimeoutMs).catch((cause: unknown) => {
        logger.debug('edge: connect failed', {
          edge: config.edge,
          why: cause instanceof Error ? cause.message : '',
        });
        if (mine !== generation) return;
        if (stage === 'connecting') reason = 'unreachable';
        if (stage === 'connecting') input('disconnected');
      });
    },
    drop: () => flow.drop(),
    tellConnected: () => deps.handleConnected(),
    tellLost: () => deps.handleLost(reason),
    register: () => bindings.begin(flow),
    forgetBindings: () => bindings.forget(),
    watch: () => {
      misses = 0;
      watch = clock.every(pingEveryMs, () => void ping());
    },
    unwatch: () => {
      generation += 1;
      watch?.dispose();
    },
    scheduleRetry: () => {
      retry = clock.after(backoffMs(attempt, deps.ids.random()), () => input('retry'));
    },
    cancelRetry: () => retry?.dispose(),
    pingNow: () => {
      void ping(urgentPingTimeoutMs);
      bindings.refresh();
    },
  };

  return {
    name: config.edge,
    flow,
    start: () => input('start'),
    want: (aors) => bindings.want(aors),
    nudge: () => input('nudge'),
    stage: () => stage,
    registered: () => (stage === 'connected' ? bindings.registered() : []),
    dispose() {
      input('stop');
      bindings.dispose();
      flow.dispose();
    },
  };
}
