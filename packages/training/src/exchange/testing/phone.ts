import type { FlowConfig, IncomingLeg, LegHandlers, SdpPeer, SipFlow } from '@samband/telephony/ports';
import { createSipStack } from '@samband/telephony/sip';
import type { SocketConstructor } from '@samband/telephony/sip';
import { fakeLogger } from '@samband/telephony/testing';
import type { FakeClock } from '@samband/telephony/testing';
import type { Wire } from './wire.ts';

/** A call that came to a telephone. */
export interface Leg {
  readonly log: string[];
  header(name: string): string;
  accept(): Promise<void>;
  terminate(): Promise<void>;
}

/** A call that a telephone made. */
export interface Outgoing {
  readonly log: string[];
  terminate(): Promise<void>;
}

export interface Telephone {
  readonly user: string;
  readonly legs: Leg[];
  wire(): Wire;
  connect(): Promise<void>;
  /** Status: 200 when it is bound. */
  register(user: string, seconds?: number): Promise<number>;
  unregister(user: string): Promise<number>;
  call(target: string, options?: CallOptions): Outgoing;
  dispose(): void;
}

export interface CallOptions {
  readonly from?: string;
  readonly headers?: readonly (readonly [string, string])[];
}

export interface RealLeg extends Leg {
  readonly leg: IncomingLeg;
}

/** A telephone of sip.js: what a console and the parties are made of. */
export interface Phone extends Telephone {
  readonly flow: SipFlow;
  readonly legs: RealLeg[];
  readonly events: string[];
  call(target: string, options?: CallOptions): Outgoing & { readonly leg: ReturnType<SipFlow['invite']> };
  /** The last that came. */
  leg(): RealLeg;
}

const words = (reasons: readonly { protocol: string; cause?: number; text?: string }[]): string =>
  reasons.map(({ protocol, cause, text }) => ` ${protocol}:${cause ?? ''}:${text ?? ''}`).join('');

export function legLog(log: string[]): LegHandlers {
  return {
    handleCancelled: (reasons) => void log.push(`cancelled${words(reasons)}`),
    handleAcknowledged: () => void log.push('acknowledged'),
    handleProgress: (status) => void log.push(`progress ${status}`),
    handleEstablished: () => void log.push('established'),
    handleFailed: (status) => void log.push(`failed ${status}`),
    handleEnded: ({ by, reasons }) => void log.push(`ended ${by}${words(reasons)}`),
    handleRemoteDirection: (direction) => void log.push(`direction ${direction}`),
  };
}

export const sdp = (name: string): string =>
  [
    'v=0',
    `o=${name} 1 1 IN IP4 192.0.2.1`,
    's=-',
    'c=IN IP4 192.0.2.1',
    't=0 0',
    'm=audio 4000 RTP/AVP 8',
    '',
  ].join('\r\n');

export function fakePeer(name = 'phone'): SdpPeer {
  return {
    offer: () => Promise.resolve(sdp(name)),
    answer: () => Promise.resolve(sdp(name)),
    accept: () => Promise.resolve(),
    rollback: () => Promise.resolve(),
    close: () => undefined,
  };
}

let names = 0;

export interface PhoneDeps {
  readonly clock: FakeClock;
  readonly domain: string;
  readonly ha1: string;
  openWire(): Wire;
}

export function createPhone(deps: PhoneDeps, user: string, change: Partial<FlowConfig> = {}): Phone {
  const { clock, domain } = deps;
  let current: Wire | undefined;
  const stack = createSipStack({
    clock,
    ids: { next: () => `p${(names += 1)}`, random: Math.random },
    logger: fakeLogger(),
    WebSocket: function Socket() {
      current = deps.openWire();
      return current;
    } as unknown as SocketConstructor,
  });
  const legs: RealLeg[] = [];
  const events: string[] = [];
  const config: FlowConfig = {
    edge: 'A',
    url: 'ws://127.0.0.1/',
    aor: `sip:${user}@${domain}`,
    contactUser: user,
    instanceId: `${String((names += 1)).padStart(8, '0')}-2222-4333-8444-555555555555`,
    regId: 1,
    credentials: { username: user, realm: domain, ha1: deps.ha1 },
    userAgent: 'test',
    ...change,
  };
  const flow = stack.openFlow(config, {
    handleConnected: () => void events.push('connected'),
    handleDisconnected: (reason) => void events.push(`disconnected ${reason}`),
    handleDropped: (why) => void events.push(`dropped ${why}`),
    handleIncoming(leg) {
      const log: string[] = [];
      const { headers } = leg.facts;
      const header = (name: string): string =>
        headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '';
      leg.setHandlers(legLog(log));
      legs.push({ leg, log, header, accept: () => leg.accept(fakePeer()), terminate: () => leg.terminate() });
    },
  });
  const status = async (outcome: ReturnType<SipFlow['register']>): Promise<number> => {
    const known = await outcome;
    return known.ok ? 200 : known.status;
  };
  return {
    flow,
    user,
    legs,
    events,
    wire() {
      if (!current) throw new Error('never connected');
      return current;
    },
    connect: () => flow.connect(1000),
    register: (who, seconds = 600) => status(flow.register(`sip:${who}@${domain}`, seconds)),
    unregister: (who) => status(flow.unregister(`sip:${who}@${domain}`)),
    call(target, { from = `sip:${user}@${domain}`, headers = [] } = {}) {
      const log: string[] = [];
      const leg = flow.invite({ target, from, headers }, fakePeer(user), legLog(log));
      return { leg, log, terminate: () => leg.terminate() };
    },
    leg() {
      const last = legs.at(-1);
      if (!last) throw new Error('nothing came');
      return last;
    },
    dispose: () => flow.dispose(),
  };
}
