import type { UnprovenWhy } from '../contract/index.ts';
import type {
  Clock,
  Disposable,
  EventSink,
  Ids,
  IncomingLeg,
  LegHandlers,
  Logger,
  SipFlow,
  SipLeg,
} from '../ports/index.ts';
import { proofPeer } from './proof-offer.ts';
import { proofStep } from './proof-table.ts';
import type { ProofEffect, ProofInput, ProofStage } from './proof-table.ts';

/** Under load a proof is slow; it is not wrong before this. */
export const proofTimeoutMs = 10_000;
/** Before a call that failed is tried again. */
const proofRetryMs = 1000;
/** What is broken for all positions is not called by all of them every second. */
const slowlyMs = 5000;
/** With two calls that fail (10 s each, 1 s between them), what is shown as good was proven within the last minute. */
const intervalMs = { least: 25_000, most: 35_000 } as const;
/** Positions that are registered in one moment do not call in one moment. */
const firstMs = 300;

/** No response, or a proxy that waited for one in vain (RFC 3261 §21.4.9, §21.5.5): nobody has refused anything. */
const unanswered: ReadonlySet<number> = new Set([0, 408, 504]);

/** What the site file says of how a position can call itself over one edge. */
export interface ProofWay {
  /** The position's own AoR, or what else the exchange sends back over the edge that it came by. */
  readonly target: string;
  /** The header that the exchange passes on. */
  readonly header: string;
}

export interface ProofDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly sink: EventSink;
  readonly ownAor: string;
  /** Of this installation, and known to nobody who calls. */
  readonly instanceId: string;
  /** Undefined: the exchange cannot; no edge is ever proven. */
  readonly way: ProofWay | undefined;
  flow(edge: string): SipFlow | undefined;
}

/** Calls the position itself over each edge, again and again: what rings here is known only when something has rung. */
export interface Proof extends Disposable {
  /** All that is wanted is registered over this edge. */
  handleRegistered(edge: string): void;
  /** The edge was lost, or nothing is wanted any more. */
  handleGone(edge: string): void;
  handleWoke(): void;
  /** True: it was a call of this position to itself. It has been ended, and is no call. */
  takes(leg: IncomingLeg): boolean;
}

interface Way {
  readonly edge: string;
  stage: ProofStage;
  /** Of the call that is under way. */
  token: string | undefined;
  leg: SipLeg | undefined;
  timer: Disposable | undefined;
  why: UnprovenWhy;
  status: number;
}

export function createProof(deps: ProofDeps): Proof {
  const { clock, ids, sink, logger } = deps;
  const ways = new Map<string, Way>();
  const plain = (text: string): string => text.replaceAll(/[^0-9a-z]/gi, '').toLowerCase();
  /** A call with this prefix is of this installation, and of no caller; which one it is, the rest says. */
  const prefix = plain(deps.instanceId);

  function wayOf(edge: string): Way {
    const known = ways.get(edge);
    if (known) return known;
    const made: Way = {
      edge,
      stage: 'off',
      token: undefined,
      leg: undefined,
      timer: undefined,
      why: 'silent',
      status: 0,
    };
    ways.set(edge, made);
    return made;
  }

  function input(way: Way, what: ProofInput): void {
    const step = proofStep(way.stage, what);
    if (!step) return;
    way.stage = step.next;
    for (const effect of step.effects) effects[effect](way);
  }

  /** Whatever answers it now means nothing, and what still rings somewhere stops. */
  function endCall(way: Way): void {
    way.timer?.dispose();
    way.token = undefined;
    const { leg } = way;
    way.leg = undefined;
    void leg?.terminate();
  }

  function later(way: Way, ms: number): void {
    endCall(way);
    way.timer = clock.after(ms, () => call(way));
  }

  function call(way: Way): void {
    const flow = deps.flow(way.edge);
    if (!flow || !deps.way) return;
    const token = `${prefix}${plain(ids.next())}`;
    way.token = token;
    way.timer = clock.after(proofTimeoutMs, () => failed(way, token, 'silent', 0));
    const { target, header } = deps.way;
    const options = { target, from: deps.ownAor, headers: [[header, token]] as const };
    way.leg = flow.invite(options, proofPeer, handlersOf(way, token));
  }

  function failed(way: Way, token: string, why: UnprovenWhy, status: number): void {
    if (way.token !== token) return;
    way.why = why;
    way.status = status;
    logger.warn('proof: the call to the own address did not come back', { edge: way.edge, why, status });
    input(way, 'failed');
  }

  function handlersOf(way: Way, token: string): LegHandlers {
    const nothing = (): void => undefined;
    return {
      handleFailed: (status) => failed(way, token, unanswered.has(status) ? 'silent' : 'refused', status),
      // Somebody else has answered: a voice box, or another position at this address.
      handleEstablished: () => failed(way, token, 'silent', 0),
      handleEnded: () => failed(way, token, 'silent', 0),
      handleCancelled: nothing,
      handleAcknowledged: nothing,
      handleProgress: nothing,
      handleRemoteDirection: nothing,
    };
  }

  const effects: Record<ProofEffect, (way: Way) => void> = {
    callNow: (way) => later(way, Math.round(ids.random() * firstMs)),
    callSoon: (way) => later(way, proofRetryMs),
    callSlowly: (way) => later(way, slowlyMs),
    callLater: (way) =>
      later(way, intervalMs.least + Math.round(ids.random() * (intervalMs.most - intervalMs.least))),
    tellProven: ({ edge }) => sink.emit('edge.proven', { edge }),
    tellUnproven: ({ edge, why, status }) =>
      sink.emit('edge.unproven', { edge, why, ...(status === 0 ? {} : { status }) }),
    forget: endCall,
  };

  return {
    handleRegistered(edge) {
      const way = wayOf(edge);
      if (deps.way) return input(way, 'registered');
      if (way.stage !== 'off') return;
      way.stage = 'unproven';
      sink.emit('edge.unproven', { edge, why: 'undeclared' });
    },
    handleGone: (edge) => input(wayOf(edge), 'gone'),
    handleWoke() {
      for (const way of ways.values()) if (deps.way) input(way, 'nudge');
    },
    takes(leg) {
      const name = deps.way?.header.toLowerCase();
      const token = leg.facts.headers.find(([header]) => header.toLowerCase() === name)?.[1].trim();
      if (token === undefined || token.length <= prefix.length || !token.startsWith(prefix)) return false;
      // One that comes late, or over another edge, proves nothing; it is none the less no call.
      void leg.reject(486);
      const way = ways.get(leg.edge);
      if (way?.token === token) input(way, 'back');
      return true;
    },
    dispose() {
      for (const way of ways.values()) endCall(way);
      ways.clear();
    },
  };
}
