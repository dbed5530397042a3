import type {
  BodyPart,
  DialogFacts,
  FlowConfig,
  FlowHandlers,
  RegisterOutcome,
  SipFlow,
  SipStack,
} from '../ports/index.ts';
import { fakeIncoming, fakeOutgoing } from './legs.ts';
import type { FakeIncoming, FakeOutgoing } from './legs.ts';

/** An INVITE as a test describes it; the rest has plain defaults. */
export interface Invite {
  readonly callId?: string;
  readonly fromTag?: string;
  /** User part of To: whom the caller dialled. */
  readonly to?: string;
  readonly from?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly parts?: readonly BodyPart[];
  /** `null`: an INVITE without an offer. */
  readonly offer?: string | null;
  readonly replaces?: DialogFacts;
}

/** One edge: what the console asked of it, and its moods. */
export interface FakeFlow extends SipFlow {
  readonly config: FlowConfig;
  readonly registrations: { aor: string; expires: number }[];
  readonly unregistrations: string[];
  readonly incoming: FakeIncoming[];
  readonly outgoing: FakeOutgoing[];
  /** Calls of the position to itself; they are not among the others. */
  readonly proofs: FakeOutgoing[];
  /** What becomes of them: back as an INVITE, nothing, or a refusal. */
  proving: 'back' | 'nothing' | number;
  /** True: this INVITE is lost between the socket and who takes it, as in a flow that is full or a handler that throws. */
  lose: (() => boolean) | undefined;
  /** AoRs with this contact. */
  readonly bound: Set<string>;
  reachable: boolean;
  answersPings: boolean;
  /** What a REGISTER is answered; undefined: 200 with the Expires asked for. */
  outcome: ((aor: string) => RegisterOutcome | undefined) | undefined;
  connected(): boolean;
  connects(): number;
  pings(): number;
  disposed(): boolean;
  /** The socket dies. */
  cut(reason?: string): void;
  invited(invite?: Invite): FakeIncoming;
  dropped(why: string, isCall?: boolean): void;
}

export interface FakeSip extends SipStack {
  readonly flows: FakeFlow[];
  /** Called for each flow at its birth: to have it down or in a mood from the start. */
  onFlow: ((flow: FakeFlow) => void) | undefined;
  /** By edge; throws when there is none. */
  flow(edge: string): FakeFlow;
}

export function fakeSip(): FakeSip {
  const flows: FakeFlow[] = [];
  const sip: FakeSip = {
    flows,
    onFlow: undefined,
    flow: (edge) => {
      const found = flows.find((item) => item.edge === edge);
      if (!found) throw new Error(`no flow to edge ${edge}`);
      return found;
    },
    openFlow: (config, handlers) => {
      const flow = fakeFlow(config, handlers);
      flows.push(flow);
      sip.onFlow?.(flow);
      return flow;
    },
  };
  return sip;
}

let invites = 0;

function fakeFlow(config: FlowConfig, handlers: FlowHandlers): FakeFlow {
  let connected = false;
  let connects = 0;
  let pings = 0;
  let disposed = false;
  let legs = 0;
  const up = () => connected;
  const gone = () => {
    connected = false;
    flow.bound.clear();
  };
  /** The exchange lets a position call itself: over the same edge, with the header. */
  function prove(leg: FakeOutgoing): void {
    if (!connected) return leg.refuse(0, 'closed');
    if (typeof flow.proving === 'number') return leg.refuse(flow.proving);
    if (flow.proving === 'nothing' || leg.state() !== 'calling') return;
    const to = /^sip:([^@]*)@/.exec(config.aor)?.[1] ?? '';
    const made = fakeIncoming({
      id: `${config.edge}-proof-${flow.proofs.length}`,
      edge: config.edge,
      facts: factsOf({ from: config.aor, to, headers: leg.options.headers }, 0, config),
      offer: 'proof',
      up,
    });
    if (flow.lose?.() === true) return handlers.handleDropped('flood', true);
    handlers.handleIncoming(made);
    if (made.state() === 'rejected') leg.refuse(486);
  }
  const flow: FakeFlow = {
    edge: config.edge,
    config,
    registrations: [],
    unregistrations: [],
    incoming: [],
    outgoing: [],
    proofs: [],
    proving: 'back',
    lose: undefined,
    bound: new Set(),
    reachable: true,
    answersPings: true,
    outcome: undefined,
    connected: up,
    connects: () => connects,
    pings: () => pings,
    disposed: () => disposed,
    connect: async () => {
      connects += 1;
      if (!flow.reachable) {
        handlers.handleDisconnected('refused');
        throw new Error('refused');
      }
      connected = true;
      handlers.handleConnected();
    },
    drop: gone,
    ping: async () => {
      pings += 1;
      if (!connected || !flow.answersPings) throw new Error('timeout');
    },
    register: async (aor, expires) => {
      flow.registrations.push({ aor, expires });
      if (!connected) return { ok: false, status: 0, reason: 'closed' };
      const outcome = flow.outcome?.(aor) ?? { ok: true, expires };
      if (outcome.ok) flow.bound.add(aor);
      return outcome;
    },
    unregister: async (aor) => {
      flow.unregistrations.push(aor);
      if (!connected) return { ok: false, status: 0, reason: 'closed' };
      flow.bound.delete(aor);
      return { ok: true, expires: 0 };
    },
    invite: (options, peer, legHandlers) => {
      const id = `${config.edge}-out-${++legs}`;
      const leg = fakeOutgoing({ id, edge: config.edge, options, peer, handlers: legHandlers, up });
      if (options.headers.some(([name]) => name === 'X-Proof')) {
        flow.proofs.push(leg);
        setImmediate(() => prove(leg));
        return leg;
      }
      flow.outgoing.push(leg);
      void peer.offer({ iceRestart: false });
      if (!connected) setImmediate(() => leg.refuse(0, 'closed'));
      return leg;
    },
    dispose: () => {
      disposed = true;
      gone();
    },
    cut: (reason = 'closed') => {
      if (!connected) return;
      gone();
      handlers.handleDisconnected(reason);
    },
    invited: (invite = {}) => {
      invites += 1;
      const leg = fakeIncoming({
        id: `${config.edge}-in-${++legs}`,
        edge: config.edge,
        facts: factsOf(invite, invites, config),
        offer: invite.offer === null ? undefined : (invite.offer ?? `offer-${invites}`),
        ...(invite.replaces ? { replaces: invite.replaces } : {}),
        up,
      });
      flow.incoming.push(leg);
      if (flow.lose?.() === true) handlers.handleDropped('flood', true);
      else handlers.handleIncoming(leg);
      return leg;
    },
    dropped: (why, isCall = false) => handlers.handleDropped(why, isCall),
  };
  return flow;
}

function factsOf(invite: Invite, count: number, config: FlowConfig) {
  const domain = config.aor.split('@')[1] ?? 'test.invalid';
  const callId = invite.callId ?? `call-id-${count}`;
  const fromTag = invite.fromTag ?? `tag-${count}`;
  return {
    requestUri: `sip:${config.contactUser}@abc.invalid;transport=ws`,
    callId,
    fromTag,
    headers: [
      ['From', `<${invite.from ?? `sip:+4790000001@${domain}`}>;tag=${fromTag}`],
      ['To', `<sip:${invite.to ?? '113'}@${domain}>`],
      ['Call-ID', callId],
      ...(invite.headers ?? []),
    ] as const,
    parts: invite.parts ?? [],
  };
}
