import type {
  Clock,
  FlowConfig,
  FlowHandlers,
  IncomingLeg,
  LegHandlers,
  SdpPeer,
  SipFlow,
  SipStack,
} from '../../ports/index.ts';
import { createSipStack } from '../index.ts';
import type { SocketConstructor, SocketLike } from '../transport.ts';

/** A scripted exchange for this room's tests: raw messages in, raw messages out, no network. */

type Listener = (event: { data: unknown }) => void;

/** The exchange's end of one socket. */
export class Line implements SocketLike {
  readonly sent: string[] = [];
  closed = false;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #watchers = new Set<(text: string) => void>();

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  #fire(type: string, data?: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data });
  }
  send(data: string): void {
    this.sent.push(data);
    for (const watcher of [...this.#watchers]) watcher(data);
  }
  close(): void {
    this.closed = true;
  }
  watch(watcher: (text: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
  open(): void {
    this.#fire('open');
  }
  /** The socket goes away by itself. */
  lose(): void {
    this.closed = true;
    this.#fire('close');
  }
  give(text: string): void {
    this.#fire('message', text);
  }
  giveBytes(bytes: Uint8Array): void {
    this.#fire('message', bytes);
  }
  /** The first message that begins so, sent already or yet to come. */
  async next(begins: RegExp, from = 0): Promise<string> {
    const found = this.sent.slice(from).find((text) => begins.test(text));
    if (found !== undefined) return found;
    return new Promise((resolve, reject) => {
      const watchdog = setTimeout(() => {
        stop();
        reject(
          new Error(
            `nothing like ${String(begins)} among: ${this.sent.map((t) => t.split('\r\n')[0]).join(' | ')}`,
          ),
        );
      }, 5000);
      const stop = this.watch((text) => {
        if (!begins.test(text)) return;
        clearTimeout(watchdog);
        stop();
        resolve(text);
      });
    });
  }
}

export interface Network {
  readonly lines: Line[];
  line(): Line;
  readonly Socket: SocketConstructor;
  /** What happens to the next sockets. */
  mode: 'open' | 'refuse' | 'silent';
}

export function createNetwork(): Network {
  const lines: Line[] = [];
  const network: Network = {
    lines,
    mode: 'open',
    line: () => {
      const last = lines.at(-1);
      if (!last) throw new Error('no socket yet');
      return last;
    },
    Socket: function Socket() {
      const line = new Line();
      lines.push(line);
      if (network.mode === 'open') queueMicrotask(() => line.open());
      if (network.mode === 'refuse') queueMicrotask(() => line.lose());
      return line;
    } as unknown as SocketConstructor,
  };
  return network;
}

export const realClock: Clock = {
  wall: () => Date.now(),
  mono: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

export const sdp = (name = 'caller', direction = 'sendrecv'): string =>
  [
    'v=0',
    `o=${name} 1 1 IN IP4 192.0.2.1`,
    's=-',
    'c=IN IP4 192.0.2.1',
    't=0 0',
    'm=audio 4000 RTP/AVP 8',
    `a=${direction}`,
    '',
  ].join('\r\n');

/** A peer that notes what is asked of it; answers are made once per offer. */
export function createPeer(name = 'console'): SdpPeer & { readonly log: string[]; fail: Set<string> } {
  const log: string[] = [];
  const fail = new Set<string>();
  const step = <T>(what: string, detail: string, result: T): Promise<T> => {
    log.push(detail === '' ? what : `${what} ${detail}`);
    return fail.has(what) ? Promise.reject(new Error(what)) : Promise.resolve(result);
  };
  let offers = 0;
  return {
    log,
    fail,
    offer: (options) => step('offer', options.iceRestart ? 'ice' : '', sdp(`${name}-offer${(offers += 1)}`)),
    answer: (offer) => step('answer', offer, sdp(`${name}-answer`)),
    accept: (answer) => step('accept', answer, undefined),
    rollback: () => step('rollback', '', undefined),
    renew: () => void log.push('renew'),
    close: () => undefined,
  };
}

export const config: FlowConfig = {
  edge: 'A',
  url: 'wss://edge-a.example:8443',
  aor: 'sip:pos7@example.org',
  contactUser: 'pos7',
  instanceId: '11111111-2222-4333-8444-555555555555',
  regId: 1,
  credentials: { username: 'pos7', realm: 'example.org', ha1: 'd41d8cd98f00b204e9800998ecf8427e' },
  userAgent: 'Samband/test',
};

export interface Told {
  readonly events: string[];
  readonly legs: IncomingLeg[];
  readonly dropped: string[];
  /** So many of the dropped were calls. */
  readonly calls: number;
  leg(): IncomingLeg;
  readonly handlers: FlowHandlers;
}

export function createTold(): Told {
  const events: string[] = [];
  const legs: IncomingLeg[] = [];
  const dropped: string[] = [];
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    events,
    legs,
    dropped,
    leg: () => {
      const last = legs.at(-1);
      if (!last) throw new Error('no leg yet');
      return last;
    },
    handlers: {
      handleConnected: () => events.push('connected'),
      handleDisconnected: (reason) => events.push(`disconnected ${reason}`),
      handleIncoming: (leg) => legs.push(leg),
      handleDropped(why, isCall) {
        dropped.push(why);
        if (isCall) calls += 1;
      },
    },
  };
}

/** Notes what a leg is told. */
export function createLegLog(): LegHandlers & { readonly log: string[] } {
  const log: string[] = [];
  const note = (text: string): void => {
    log.push(text);
  };
  const words = (reasons: readonly { protocol: string; cause?: number }[]): string =>
    reasons.map((reason) => `${reason.protocol}:${reason.cause ?? ''}`).join(',');
  return {
    log,
    handleCancelled: (reasons) => note(`cancelled ${words(reasons)}`),
    handleAcknowledged: () => note('acknowledged'),
    handleProgress: (status) => note(`progress ${status}`),
    handleEstablished: () => note('established'),
    handleFailed: (status, reason) => note(`failed ${status} ${reason}`),
    handleEnded: (end) => note(`ended ${end.by} ${words(end.reasons)}`),
    handleRemoteDirection: (direction) => note(`direction ${direction}`),
  };
}

export interface Scene {
  readonly network: Network;
  readonly stack: SipStack;
  readonly flow: SipFlow;
  readonly told: Told;
  line(): Line;
}

let ids = 0;

export function createStack(network: Network): SipStack {
  const nothing = (): void => undefined;
  return createSipStack({
    clock: realClock,
    ids: { next: () => `id${(ids += 1)}`, random: () => Math.random() },
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    WebSocket: network.Socket,
  });
}

/** A flow that is connected to the scripted exchange. */
export async function createScene(change: Partial<FlowConfig> = {}): Promise<Scene> {
  const network = createNetwork();
  const stack = createStack(network);
  const told = createTold();
  const flow = stack.openFlow({ ...config, ...change }, told.handlers);
  await flow.connect(1000);
  return { network, stack, flow, told, line: network.line };
}

/** A header of a raw message, '' when it is absent. */
export function headerOf(text: string, name: string): string {
  return new RegExp(`^${name}: ?(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
}

export interface InviteParts {
  uri?: string;
  from?: string;
  to?: string;
  contact?: string;
  callId?: string;
  cseq?: string;
  branch?: string;
  extra?: readonly string[];
  type?: string;
  body?: string;
}

export function invite(parts: InviteParts = {}): string {
  const body = parts.body ?? sdp();
  return [
    `INVITE ${parts.uri ?? 'sip:pos7@111111112222.invalid;transport=ws'} SIP/2.0`,
    `Via: SIP/2.0/WSS edge-a.example;branch=${parts.branch ?? 'z9hG4bKinvite1'}`,
    `From: ${parts.from ?? '<sip:+4799887766@example.org>;tag=caller1'}`,
    `To: ${parts.to ?? '<sip:113@example.org>'}`,
    `Call-ID: ${parts.callId ?? 'call-1'}`,
    `CSeq: ${parts.cseq ?? '1 INVITE'}`,
    'Max-Forwards: 70',
    `Contact: ${parts.contact ?? '<sip:asterisk@192.0.2.9:5060>'}`,
    'Record-Route: <sip:edge-a.example;transport=ws;lr>',
    ...(parts.extra ?? []),
    ...(body === '' ? [] : [`Content-Type: ${parts.type ?? 'application/sdp'}`]),
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    '',
    body,
  ].join('\r\n');
}

/** A request in the dialog that our 200 made; `ours` is that 200. */
export function inDialog(
  ours: string,
  method: string,
  cseq: number,
  extra: readonly string[] = [],
  body = '',
): string {
  return [
    `${method} sip:pos7@111111112222.invalid;transport=ws SIP/2.0`,
    `Via: SIP/2.0/WSS edge-a.example;branch=z9hG4bK${method}${cseq}${Math.random()}`,
    `From: ${headerOf(ours, 'From')}`,
    `To: ${headerOf(ours, 'To')}`,
    `Call-ID: ${headerOf(ours, 'Call-ID')}`,
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:asterisk@192.0.2.9:5060>',
    ...extra,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    '',
    body,
  ].join('\r\n');
}

/** A response to a request that the console sent. */
export function respond(
  request: string,
  status: number,
  extra: readonly string[] = [],
  body = '',
  tag = 'peer1',
): string {
  const to = headerOf(request, 'To');
  return [
    `SIP/2.0 ${status} Because`,
    `Via: ${headerOf(request, 'Via')}`,
    `From: ${headerOf(request, 'From')}`,
    `To: ${to}${to.includes(';tag=') ? '' : `;tag=${tag}`}`,
    `Call-ID: ${headerOf(request, 'Call-ID')}`,
    `CSeq: ${headerOf(request, 'CSeq')}`,
    'Contact: <sip:callee@192.0.2.9:5060>',
    ...extra,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    '',
    body,
  ].join('\r\n');
}
