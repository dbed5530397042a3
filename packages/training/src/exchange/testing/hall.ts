import type {
  FlowConfig,
  IncomingLeg,
  LegHandlers,
  RegisterOutcome,
  SdpPeer,
  SipFlow,
  SipLeg,
} from '@samband/telephony/ports';
import { createSipStack, md5 } from '@samband/telephony/sip';
import type { SocketConstructor, SocketLike } from '@samband/telephony/sip';
import { fakeClock, fakeLogger } from '@samband/telephony/testing';
import type { FakeClock } from '@samband/telephony/testing';
import { createExchange, standardHeaders } from '../index.ts';
import type { Accepted, Exchange, ExchangeConfig, ExchangeEvent, Side } from '../index.ts';

export const domain = 'exercise.test';
export const usual: ExchangeConfig = {
  domain,
  queues: ['113', '116117'],
  positions: 8,
  unattendedMs: 20_000,
  lostMs: 8000,
  headers: standardHeaders,
};
export const ha1Of = (user: string): string | undefined =>
  /^(?:pos[1-8]|outside)$/.test(user) ? md5(`${user}:${domain}:secret-${user}`) : undefined;

/** A seeded generator (mulberry32): the same seed, the same run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What travels between telephones and exchange, one message after another, in an order that a test may stir. */
export interface Post {
  put(deliver: () => void): void;
  /** All that is under way, and what comes of it, is delivered. */
  settle(): Promise<void>;
}

/** `random`: which of the lines' first messages is delivered next; without it all go in the order they came. */
function createPost(random?: () => number): Post & { line(): (deliver: () => void) => void } {
  const queues: (() => void)[][] = [];
  let running = false;
  async function run(): Promise<void> {
    running = true;
    await new Promise((resolve) => setImmediate(resolve));
    for (
      let full = queues.filter((queue) => queue.length > 0);
      full.length > 0;
      full = queues.filter((queue) => queue.length > 0)
    ) {
      const next = random ? full[Math.floor(random() * full.length)] : full[0];
      next?.shift()?.();
      await Promise.resolve();
      if (!random) await Promise.resolve();
    }
    running = false;
  }
  function line(): (deliver: () => void) => void {
    const queue: (() => void)[] = [];
    queues.push(queue);
    return (deliver) => {
      queue.push(deliver);
      if (!running) void run();
    };
  }
  const main = line();
  return {
    line,
    put: main,
    async settle() {
      for (let quiet = 0; quiet < 3; quiet = running ? 0 : quiet + 1)
        await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

type Listener = (event: { data: unknown }) => void;

/** A WebSocket in memory. */
export interface Wire extends SocketLike {
  /** The connection is gone, for both. */
  cut(): void;
  readonly received: string[];
  readonly sent: string[];
}

export interface Phone {
  readonly flow: SipFlow;
  readonly user: string;
  readonly legs: Leg[];
  readonly events: string[];
  wire(): Wire;
  connect(): Promise<void>;
  register(user: string, seconds?: number): Promise<RegisterOutcome>;
  unregister(user: string): Promise<RegisterOutcome>;
  call(target: string, options?: { from?: string; headers?: [string, string][] }): Outgoing;
  /** The last that came. */
  leg(): Leg;
}

export interface Leg {
  readonly leg: IncomingLeg;
  readonly log: string[];
  header(name: string): string;
}

export interface Outgoing {
  readonly leg: SipLeg;
  readonly log: string[];
}

export interface Hall {
  readonly exchange: Exchange;
  readonly clock: FakeClock;
  readonly events: ExchangeEvent[];
  readonly post: Post;
  phone(side: Side, user: string, change?: Partial<FlowConfig>): Phone;
  /** Connected, and registered at these. */
  ready(side: Side, user: string, aors?: string[]): Promise<Phone>;
  settle(): Promise<void>;
  /** Virtual time, and all that comes of it. */
  run(ms: number): Promise<void>;
  dispose(): void;
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

const sdp = (name: string): string =>
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

/** An exchange with telephones that speak through sip.js, over sockets in memory and in virtual time. */
export function createHall(options: { config?: Partial<ExchangeConfig>; random?: () => number } = {}): Hall {
  const clock = fakeClock();
  const events: ExchangeEvent[] = [];
  const post = createPost(options.random);
  const wires = new Set<Wire>();
  const flows: SipFlow[] = [];
  const exchange = createExchange({
    clock,
    ids: { next: () => `n${(names += 1)}`, random: () => 0.5 },
    logger: fakeLogger(),
    config: { ...usual, ...options.config },
    ha1Of,
    handle: (event) => void events.push(event),
  });

  function createWire(side: Side): Wire {
    const listeners = new Map<string, Listener[]>();
    const fire = (type: string, data?: unknown): void => {
      for (const listener of listeners.get(type) ?? []) listener({ data });
    };
    const [up, down] = [post.line(), post.line()];
    let open = true;
    let accepted: Accepted | undefined;
    const cut = (): void => {
      if (!open) return;
      open = false;
      wires.delete(wire);
      up(() => accepted?.handleClosed());
      down(() => fire('close'));
    };
    const wire: Wire = {
      received: [],
      sent: [],
      cut,
      close: cut,
      addEventListener: (type: string, listener: Listener) =>
        void listeners.set(type, [...(listeners.get(type) ?? []), listener]),
      send(data) {
        wire.sent.push(data);
        if (open) up(() => open && accepted?.handleText(data));
      },
    };
    wires.add(wire);
    up(() => {
      accepted = exchange.accept({
        side,
        send: (text) => {
          if (!open) return;
          wire.received.push(text);
          down(() => open && fire('message', text));
        },
        close: cut,
      });
      down(() => fire('open'));
    });
    return wire;
  }

  function phone(side: Side, user: string, change: Partial<FlowConfig> = {}): Phone {
    let current: Wire | undefined;
    const stack = createSipStack({
      clock,
      ids: { next: () => `p${(names += 1)}`, random: Math.random },
      logger: fakeLogger(),
      WebSocket: function Socket() {
        current = createWire(side);
        return current;
      } as unknown as SocketConstructor,
    });
    const legs: Leg[] = [];
    const log: string[] = [];
    const number = (names += 1);
    const config: FlowConfig = {
      edge: 'A',
      url: 'ws://127.0.0.1/',
      aor: `sip:${user}@${domain}`,
      contactUser: user,
      instanceId: `${String(number).padStart(8, '0')}-2222-4333-8444-555555555555`,
      regId: 1,
      credentials: { username: user, realm: domain, ha1: ha1Of(user) ?? '' },
      userAgent: 'test',
      ...change,
    };
    const flow = stack.openFlow(config, {
      handleConnected: () => void log.push('connected'),
      handleDisconnected: (reason) => void log.push(`disconnected ${reason}`),
      handleDropped: (why) => void log.push(`dropped ${why}`),
      handleIncoming(leg) {
        const kept: Leg = {
          leg,
          log: [],
          header: (name) =>
            leg.facts.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '',
        };
        leg.setHandlers(legLog(kept.log));
        legs.push(kept);
      },
    });
    flows.push(flow);
    const self: Phone = {
      flow,
      user,
      legs,
      events: log,
      wire() {
        if (!current) throw new Error('never connected');
        return current;
      },
      connect: () => flow.connect(1000),
      register: (who, seconds = 600) => flow.register(`sip:${who}@${domain}`, seconds),
      unregister: (who) => flow.unregister(`sip:${who}@${domain}`),
      call(target, { from = `sip:${user}@${domain}`, headers = [] } = {}) {
        const made: string[] = [];
        const leg = flow.invite({ target, from, headers }, fakePeer(user), legLog(made));
        return { leg, log: made };
      },
      leg() {
        const last = legs.at(-1);
        if (!last) throw new Error('nothing came');
        return last;
      },
    };
    return self;
  }

  const settle = (): Promise<void> => post.settle();

  return {
    exchange,
    clock,
    events,
    post,
    phone,
    settle,
    async ready(side, user, aors = []) {
      const made = phone(side, user);
      await made.connect();
      for (const aor of [user, ...aors]) {
        const outcome = await made.register(aor);
        if (!outcome.ok) throw new Error(`${user} at ${aor}: ${outcome.status}`);
      }
      await settle();
      return made;
    },
    async run(ms) {
      await settle();
      await clock.run(ms);
      await settle();
    },
    dispose() {
      for (const flow of flows) flow.dispose();
      exchange.dispose();
    },
  };
}
