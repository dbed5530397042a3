import { continues, toScreen } from '@samband/telephony/contract';
import type { DeviceLook, Event, Reply, Snapshot } from '@samband/telephony/contract';
import type { TickerClock } from '../time/ticker.ts';
import type { EnginePort, Levels, LinkState } from './types.ts';

/** What the link tells; `onSnapshot` and `onEvent` come in order, without gaps between them. */
export interface LinkListener {
  readonly onState: (state: LinkState) => void;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onEvent: (event: Event) => void;
  readonly onReply: (reply: Reply) => void;
  readonly onLevels: (levels: Levels) => void;
  readonly onLook: (what: DeviceLook) => void;
  /** What the engine's monotonic clock showed when a message was sent. Comes before what the message tells. */
  readonly onTime: (epoch: number, mono: number) => void;
  /** A message that could not be understood; the picture is asked for again. */
  readonly onUnreadable: () => void;
  /** The snapshot as folded so far, to judge whether an event continues it. */
  readonly snapshot: () => Snapshot;
}

type LinkEvent = 'port' | 'closed' | 'snapshot' | 'gap' | 'unanswered';
interface Step {
  readonly next: LinkState;
  readonly attach: boolean;
}
const stay = (next: LinkState): Step => ({ next, attach: false });
const ask: Step = { next: 'attaching', attach: true };

/**
 * ```
 * absent ──port──► attaching ──snapshot──► live
 *    ▲                │  ▲ unanswered: again  │
 *    └────closed──────┘  └───────gap──────────┘
 * ```
 */
export const linkTable: Readonly<Record<LinkState, Readonly<Record<LinkEvent, Step>>>> = {
  absent: {
    port: ask,
    closed: stay('absent'),
    snapshot: stay('absent'),
    gap: stay('absent'),
    unanswered: stay('absent'),
  },
  attaching: {
    port: ask,
    closed: stay('absent'),
    snapshot: stay('live'),
    gap: stay('attaching'),
    unanswered: ask,
  },
  live: { port: ask, closed: stay('absent'), snapshot: stay('live'), gap: ask, unanswered: stay('live') },
};

/** How long a snapshot may take (ms) before it is asked for again. */
export const attachPatience = 2000;

/** The screen's end of the port to the engine. A new port takes the place of the old one. */
export function createLink(clock: TickerClock, listener: LinkListener) {
  let state: LinkState = 'absent';
  let port: EnginePort | undefined;
  let patience: unknown;
  /** What the engine sends only to who asks for it. */
  const asked = { levels: false, looks: false };

  /** A new engine knows nothing of what is asked for. */
  function askAgain(): void {
    for (const kind of ['levels', 'looks'] as const) if (asked[kind]) port?.postMessage({ kind, on: true });
  }

  function step(event: LinkEvent): void {
    const { next, attach } = linkTable[state][event];
    clock.clearTimeout(patience);
    const changed = next !== state;
    state = next;
    if (next === 'attaching') patience = clock.setTimeout(() => step('unanswered'), attachPatience);
    if (attach) port?.postMessage({ kind: 'attach' });
    if (changed) listener.onState(next);
  }

  function onMessage(data: unknown): void {
    const parsed = toScreen.safeParse(data);
    if (!parsed.success) {
      listener.onUnreadable();
      return step('gap');
    }
    const message = parsed.data;
    if (message.kind === 'reply') return listener.onReply(message.reply);
    if (message.kind === 'levels') {
      // One that was on its way when the last meter was closed.
      if (asked.levels) listener.onLevels({ microphone: message.microphone, talk: message.talk });
      return;
    }
    if (message.kind === 'look') {
      if (asked.looks) listener.onLook(message.what);
      return;
    }
    if (message.kind === 'snapshot') {
      listener.onTime(message.snapshot.epoch, message.mono);
      listener.onSnapshot(message.snapshot);
      return step('snapshot');
    }
    if (state !== 'live') return;
    // The schema's inferred type is looser than Event only because the variants are built from a table.
    const event = message.event as Event;
    listener.onTime(event.epoch, event.mono);
    if (continues(listener.snapshot(), event)) listener.onEvent(event);
    else step('gap');
  }

  return {
    connect(fresh: EnginePort): void {
      port?.close();
      port = fresh;
      const mine = (): boolean => port === fresh;
      fresh.addEventListener('message', (event) => {
        if (mine()) onMessage(event.data);
      });
      fresh.addEventListener('messageerror', () => {
        if (mine()) step('gap');
      });
      fresh.addEventListener('close', () => {
        if (!mine()) return;
        port = undefined;
        step('closed');
      });
      fresh.start();
      step('port');
      askAgain();
    },
    /** Whether any level meter is shown (`levels`), or devices are looked at (`looks`). */
    ask(kind: keyof typeof asked, on: boolean): void {
      if (on === asked[kind]) return;
      asked[kind] = on;
      port?.postMessage({ kind, on });
    },
    post: (message: Parameters<EnginePort['postMessage']>[0]): void => port?.postMessage(message),
    close(): void {
      clock.clearTimeout(patience);
      port?.close();
      port = undefined;
    },
  };
}
