import { emptySnapshot, siteSchema } from '@samband/telephony/contract';
import type {
  Call,
  Event,
  EventType,
  EventPayload,
  ScreenShell,
  Site,
  Snapshot,
  WaitingCall,
} from '@samband/telephony/contract';
import type { TickerClock } from '../time/ticker.ts';

/** A clock that stands until it is moved; what is due runs in order. The wall clock can be set by itself. */
export function standingClock(start = 1_000_000) {
  let now = start;
  let set = 0;
  let next = 0;
  const due = new Map<number, { run: () => void; at: number }>();
  const clock: TickerClock = {
    wall: () => now + set,
    mono: () => now,
    setTimeout: (run, ms) => {
      next += 1;
      due.set(next, { run, at: now + ms });
      return next;
    },
    clearTimeout: (timer) => void due.delete(timer as number),
  };
  return {
    clock,
    due,
    setWall(by: number): void {
      set += by;
    },
    advance(ms: number): void {
      const until = now + ms;
      for (;;) {
        const [first] = [...due.entries()]
          .filter(([, timer]) => timer.at <= until)
          .sort(([, a], [, b]) => a.at - b.at);
        if (!first) break;
        due.delete(first[0]);
        now = first[1].at;
        first[1].run();
      }
      now = until;
    },
  };
}

interface Sent {
  readonly kind: string;
  readonly command?: { readonly id: string; readonly type: string } & Record<string, unknown>;
}

/** The engine's side of a port, played by the test. `mono`: its monotonic clock. */
export function scriptedPort(mono: () => number = () => 1_000_000) {
  const listeners = new Map<string, ((event: { data: unknown }) => void)[]>();
  const sent: Sent[] = [];
  const emit = (type: string, data?: unknown): void => {
    for (const listener of listeners.get(type) ?? []) listener({ data });
  };
  return {
    sent,
    closed: false,
    postMessage(message: unknown): void {
      sent.push(message as Sent);
    },
    addEventListener(type: string, listener: (event: { data: unknown }) => void): void {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
    start(): void {},
    close(): void {
      this.closed = true;
    },
    say: (data: unknown): void => emit('message', data),
    gone: (): void => emit('close'),
    snapshot(snapshot: Partial<Snapshot> = {}): void {
      emit('message', {
        kind: 'snapshot',
        mono: mono(),
        snapshot: { ...emptySnapshot, epoch: 1, seq: 10, ...snapshot },
      });
    },
    reply(ok: boolean, code = 'queue.empty', category = 'state'): void {
      const id = commands(sent).at(-1)?.id;
      const error = { code, category, messageKey: `error.${code}` };
      emit('message', { kind: 'reply', reply: ok ? { id, ok } : { id, ok, error } });
    },
    commands: () => commands(sent),
  };
}

function commands(sent: readonly Sent[]) {
  return sent.flatMap((message) => (message.command ? [message.command] : []));
}

/** An event as the engine writes it. */
export function event<K extends EventType>(
  type: K,
  seq: number,
  payload: EventPayload<K>,
  more: Partial<Event> = {},
): unknown {
  return {
    epoch: 1,
    seq,
    id: `e${seq}`,
    wall: '2026-01-05T20:47:03.000Z',
    mono: seq,
    position: 3,
    role: 'medical',
    type,
    ...payload,
    ...more,
  };
}

export function waitingCall(call: string, more: Partial<WaitingCall> = {}): WaitingCall {
  return {
    call,
    caller: { number: '+4790123456', withheld: false, assertedBy: 'network' },
    dialled: '113',
    queue: '113',
    category: 'emergency',
    priority: 0,
    since: 1_000_000,
    sinceMono: 1_000_000,
    locations: [],
    unattended: false,
    hidden: false,
    withdrawn: false,
    ...more,
  };
}

export function activeCall(call: string, more: Partial<Call> = {}): Call {
  return {
    call,
    direction: 'incoming',
    caller: { number: '+4791234567', withheld: false, assertedBy: 'network' },
    dialled: '113',
    state: 'up',
    held: { operator: false, peer: false },
    muted: false,
    since: 1_000_000,
    sinceMono: 1_000_000,
    locations: [],
    recording: 'unknown',
    silent: { heard: false, beingHeard: false },
    ...more,
  };
}

export const siteData = {
  schema: 1,
  site: { name: 'AMK Nordvik', kind: 'amk', language: 'nb', exercise: false },
  exchange: { domain: 'nordvik.example', edges: [{ name: 'A', url: 'wss://a.nordvik.example' }] },
  positions: { aor: 'sip:pos{n}@{domain}', count: 12 },
  categories: [{ id: 'emergency', letter: 'R', colour: 'cat-r', icon: 'siren', priority: 0 }],
  queues: [{ id: '113', aor: 'sip:113@{domain}', category: 'emergency', limit: '10 s', ring: 'emergency' }],
  roles: [{ id: 'medical', name: 'Medisinsk operatør', queues: ['113'], layout: 'amk-medical' }],
  quickKeys: [
    { label: '110 Brann', target: 'sip:110@{domain}' },
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the site file; it is data, never awaited
    { label: 'Tolk', target: 'tel:+4722000000', then: 'conference' },
  ],
} as const;

export const site: Site = siteSchema.parse(siteData);

export const info = {
  site: siteData,
  position: 3,
  role: 'medical',
  version: '0.1.0',
  runtime: { electron: '45', chromium: '156', test: false },
  secret: 'stored',
} as const;

/** The same centre with three roles, and operators who sign in. */
export const staffed = {
  ...info,
  site: {
    ...siteData,
    roles: [
      ...siteData.roles,
      { id: 'resource', name: 'Ressurskoordinator', queues: [], layout: 'amk-resource' },
      { id: 'leader', name: 'Vaktleder', queues: [], layout: 'supervisor' },
    ],
  },
  operators: [
    { id: 'kari', name: 'Kari Nordmann', roles: ['medical', 'resource'] },
    { id: 'ola', name: 'Ola Nordmann', roles: ['medical'] },
    { id: 'ase', name: 'Åse Øyen', roles: ['leader', 'resource'] },
  ],
} as const;

/** Who is at the position. */
export const positionOf = (more: Partial<Snapshot['position']> = {}): Snapshot['position'] => ({
  number: 3,
  role: 'medical',
  state: 'ready',
  since: 1,
  ...more,
});

/** Main, as it answers where all is well. */
export function shellOf(more: Partial<ScreenShell> = {}): ScreenShell {
  return {
    info: () => Promise.resolve(info),
    provideSecret: () => Promise.resolve(true),
    keep: () => Promise.resolve(true),
    practice: () => Promise.resolve(true),
    join: () => Promise.resolve(true),
    callLog: () => Promise.resolve({ entries: [], more: false, damaged: false }),
    attention: () => undefined,
    onInfo: () => () => undefined,
    ...more,
  };
}
