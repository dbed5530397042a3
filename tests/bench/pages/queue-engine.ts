import { emptySnapshot } from '@samband/telephony/contract';
import type { Event, EventPayload, EventType, ToScreen } from '@samband/telephony/contract';

/** What the engine's page offers on `window.script`: it tells the console what the bench wants, over the real port. */
export interface QueueScript {
  /** The console's port is known: it asked the engine something. */
  captured(): boolean;
  /** A position that is ready, and nobody in line. */
  begin(): void;
  /** So many calls come at once. */
  fill(calls: number): void;
  /** Every call in line is past its limit: each raises its alarm, as an engine does. Returns the last `seq`. */
  raiseLate(): number;
  /** One change every `everyMs`, in turns: a call comes, more is known of one, the oldest is answered elsewhere. Resolves with the moments (UTC ms) they were sent, by `seq`. */
  change(times: number, everyMs: number): Promise<[number, number][]>;
}
declare global {
  interface Window {
    script: QueueScript;
  }
}

const now = (): number => performance.timeOrigin + performance.now();
const send = MessagePort.prototype.postMessage;
let screen: MessagePort | undefined;
let [seq, born] = [0, 0];
const line: string[] = [];

function capture(found: MessagePort): void {
  screen ??= found;
}
// From here on the console hears the script and no engine: what the engine tells it is kept back.
MessagePort.prototype.postMessage = function scripted(this: MessagePort, ...given: unknown[]) {
  const { kind } = given[0] as { kind?: string };
  if (kind === 'reply' || kind === 'snapshot') capture(this);
  if (this === screen) {
    if (kind === 'snapshot') begin();
    return;
  }
  Reflect.apply(send, this, given);
};

function say(message: ToScreen): void {
  if (!screen) throw new Error('the console has asked for nothing yet');
  send.call(screen, message);
}

function tell<K extends EventType>(type: K, payload: EventPayload<K>, call?: string): void {
  seq += 1;
  const base = { epoch: 900, seq, id: `e${seq}`, wall: new Date().toISOString(), mono: performance.now() };
  const about = call === undefined ? {} : { call };
  // TypeScript cannot see that the payload is the one of its type.
  const event = { ...base, position: 1, role: 'medical', type, ...payload, ...about } as unknown as Event;
  say({ kind: 'event', event });
}

function begin(): void {
  seq = 1;
  line.length = 0;
  const position = { number: 1, role: 'medical', state: 'ready', since: Date.now() } as const;
  const edge = {
    state: 'connected',
    attempt: 0,
    registered: ['sip:113@nordvik.example'],
    proof: 'proven',
  } as const;
  const edges = ['A', 'B'].map((name) => ({ ...edge, name, registered: [...edge.registered] }));
  say({
    kind: 'snapshot',
    mono: performance.now(),
    snapshot: { ...emptySnapshot, epoch: 900, seq, position, edges, microphone: 'open' },
  });
}

const kinds = [
  ['113', 'emergency'],
  ['116117', 'public'],
  ['113', 'ambulance'],
  ['116117', 'health'],
] as const;

function arrive(): void {
  born += 1;
  const call = `c${born}`;
  const [queue, category] = kinds[born % kinds.length] ?? kinds[0];
  const number = `+4790${String(100_000 + born)}`;
  line.push(call);
  const locations = born % 3 === 0 ? [{ lat: 67.28, lon: 14.4, radius: 12, source: 'network' }] : [];
  tell(
    'call.waiting',
    {
      caller: { number, withheld: false, assertedBy: 'network' },
      dialled: queue,
      queue,
      category,
      priority: born % kinds.length,
      since: Date.now() - 15_000,
      sinceMono: performance.now() - 15_000,
      locations,
      unattended: false,
    },
    call,
  );
}

function leave(): void {
  const call = line.shift();
  if (call === undefined) return;
  tell('call.answeredElsewhere', { by: 'pos2' }, call);
}

const changes = [
  arrive,
  (): void => tell('call.updated', { queueLength: line.length }, line[line.length >> 1]),
  leave,
];

window.script = {
  captured: () => screen !== undefined,
  begin,
  fill(calls) {
    for (let count = 0; count < calls; count += 1) arrive();
  },
  raiseLate() {
    for (const call of line) {
      const alarm = { id: `late:${call}`, rank: 1, kind: 'call.late', call, since: Date.now() } as const;
      tell('alarm.raised', { alarm: { ...alarm, acknowledged: false } }, call);
    }
    return seq;
  },
  change: (times, everyMs) =>
    new Promise((resolve) => {
      const sent: [number, number][] = [];
      const timer = setInterval(() => {
        const at = now();
        changes[sent.length % changes.length]?.();
        sent.push([seq, at]);
        if (sent.length < times) return;
        clearInterval(timer);
        resolve(sent);
      }, everyMs);
    }),
};
