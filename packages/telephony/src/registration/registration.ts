import { cleanText, type Credentials, type Site } from '../contract/index.ts';
import type {
  Clock,
  Disposable,
  EventSink,
  Ids,
  IncomingLeg,
  Logger,
  SipFlow,
  SipStack,
} from '../ports/index.ts';
import { createDrops } from './drops.ts';
import { createEdge } from './edge.ts';
import type { Edge } from './edge.ts';
import { createOutage } from './outage.ts';
import { createProof } from './proof.ts';
import type { ProofWay } from './proof.ts';
import { createExchangeClock } from './skew.ts';
import type { ExchangeClock } from './skew.ts';

export interface RegistrationDeps {
  readonly sip: SipStack;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly sink: EventSink;
  readonly edges: Site['exchange']['edges'];
  /** The position's own AoR, filled in. */
  readonly ownAor: string;
  readonly contactUser: string;
  readonly instanceId: string;
  readonly credentials: Credentials;
  readonly userAgent: string;
  /** How the position can call itself over one edge; undefined: the site file does not say. */
  readonly proofWay: ProofWay | undefined;
  handleIncoming(leg: IncomingLeg): void;
  /** Connected, and the own AoR registered where it is wanted: dialogs can be mended over this edge. */
  handleEdgeUp(edge: string): void;
  handleEdgeLost(edge: string): void;
  /** All that is wanted is registered at one edge. */
  handleReachable(): void;
  /** The first edge after an outage has registered. */
  handleOutageOver(gap: { from: number; to: number }): void;
}

/** Both flows of a position, kept alive for ever (RFC 5626 in spirit: one instance, two reg-ids). */
export interface Registration extends Disposable {
  start(): void;
  /** What is to be registered, the own AoR first; nothing at all while nobody is at the position. */
  want(aors: readonly string[]): void;
  /** No longer wanted, and still registered at some edge. */
  isLeaving(aor: string): boolean;
  handleWoke(): void;
  /** True: the position called itself, and it has been ended; it is no call. */
  takesProof(leg: IncomingLeg): boolean;
  /** Flows one can call over: registered first, then merely connected. */
  flows(): SipFlow[];
  flow(edge: string): SipFlow | undefined;
  isConnected(edge: string): boolean;
  /** At least one edge has all the AoRs that are wanted. */
  isReachable(): boolean;
  /** What the exchange's stamps are read by. */
  readonly exchangeClock: Pick<ExchangeClock, 'skewMs' | 'originMs'>;
}

export function createRegistration(deps: RegistrationDeps): Registration {
  const { clock, sink } = deps;
  const outage = createOutage();
  const exchangeClock = createExchangeClock(clock);
  /** Edges that were lost, or could not be reached, since they last stood. */
  const lost = new Set<string>();
  const drops = createDrops(clock, ({ why, count, calls }) =>
    sink.emit('sip.dropped', { why: why.slice(0, 64), count, ...(calls > 0 ? { calls } : {}) }),
  );
  let wanted: readonly string[] = [];

  const proof = createProof({
    clock,
    ids: deps.ids,
    logger: deps.logger,
    sink,
    ownAor: deps.ownAor,
    instanceId: deps.instanceId,
    way: deps.proofWay,
    flow: (edge) => byName(edge)?.flow,
  });
  const edges: Edge[] = deps.edges.map(({ name, url }, index) => openEdge(name, url, index + 1));

  function openEdge(edge: string, url: string, regId: number): Edge {
    const { ownAor, contactUser, instanceId, credentials, userAgent } = deps;
    return createEdge({
      sip: deps.sip,
      clock,
      ids: deps.ids,
      logger: deps.logger,
      config: { edge, url, aor: ownAor, contactUser, instanceId, regId, credentials, userAgent },
      handleConnecting: (attempt) => sink.emit('edge.connecting', { edge, attempt }),
      handleConnected: () => {
        lost.delete(edge);
        sink.emit('edge.connected', { edge });
        if (wanted.length > 0) return;
        deps.handleEdgeUp(edge);
        weigh(edge);
      },
      handleLost: (reason) => handleLost(edge, reason),
      handleIncoming: deps.handleIncoming,
      handleDropped: (why, isCall) => drops.add(why, isCall),
      handleRegistered: (aor) => handleRegistered(edge, aor),
      handleUnregistered: (aor) => sink.emit('unregistered', { edge, aor }),
      handleRefused: (aor, status, reason) => {
        sink.emit('refused', { edge, aor, status, reason: cleanText(reason, 256) });
      },
      handleDate: (date) => handleDate(date),
    });
  }

  function handleLost(edge: string, reason: string): void {
    sink.emit('edge.lost', { edge, reason: cleanText(reason, 256) });
    lost.add(edge);
    proof.handleGone(edge);
    deps.handleEdgeLost(edge);
    if (outage.handleLost(lost.size < edges.length, clock.mono())) sink.emit('outage.began', {});
  }

  function handleRegistered(edge: string, aor: string): void {
    sink.emit('registered', { edge, aor });
    if (aor === deps.ownAor) deps.handleEdgeUp(edge);
    weigh(edge);
  }

  /** Does this edge do all that is wanted of it? */
  function weigh(edge: string): void {
    if (!isComplete(edge)) return;
    if (wanted.length > 0) proof.handleRegistered(edge);
    deps.handleReachable();
    const lastedMs = outage.handleUp(clock.mono());
    if (lastedMs === undefined) return;
    const to = clock.wall();
    deps.handleOutageOver({ from: Math.round(to - lastedMs), to });
  }

  function handleDate(date: string): void {
    const ms = exchangeClock.handleDate(date);
    if (ms !== undefined) sink.emit('clock.skewed', { ms });
  }

  const byName = (edge: string) => edges.find((item) => item.name === edge);
  const isComplete = (edge: string) => {
    const item = byName(edge);
    const have = item?.registered() ?? [];
    return item?.stage() === 'connected' && wanted.every((aor) => have.includes(aor));
  };

  return {
    start() {
      for (const edge of edges) edge.start();
    },
    want(aors) {
      wanted = aors;
      for (const edge of edges) edge.want(aors);
      if (aors.length === 0) for (const { name } of edges) proof.handleGone(name);
      // Less may be wanted than before, and there already.
      for (const edge of edges) weigh(edge.name);
    },
    isLeaving: (aor) => !wanted.includes(aor) && edges.some((edge) => edge.registered().includes(aor)),
    handleWoke() {
      for (const edge of edges) edge.nudge();
      proof.handleWoke();
    },
    takesProof: proof.takes,
    flows() {
      const usable = edges.filter((edge) => edge.stage() === 'connected');
      const known = usable.filter((edge) => edge.registered().includes(deps.ownAor));
      return [...known, ...usable.filter((edge) => !known.includes(edge))].map((edge) => edge.flow);
    },
    flow: (edge) => byName(edge)?.flow,
    isConnected: (edge) => byName(edge)?.stage() === 'connected',
    isReachable: () => edges.some((edge) => isComplete(edge.name)),
    exchangeClock,
    dispose() {
      proof.dispose();
      for (const edge of edges) edge.dispose();
      drops.dispose();
    },
  };
}
