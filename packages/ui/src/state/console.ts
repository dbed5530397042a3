import {
  commandPayloads,
  emptySnapshot,
  reduce,
  screenInfoSchema,
  siteSchema,
} from '@samband/telephony/contract';
import type {
  Command,
  CommandPayload,
  CommandType,
  Event,
  PersonSettings,
  PlaceSettings,
  Reply,
  Snapshot,
} from '@samband/telephony/contract';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { TickerClock } from '../time/ticker.ts';
import { endedBy } from './ended.ts';
import { createLink } from './link.ts';
import { currentCall } from './selectors.ts';
import { nothingChosen, withPerson, withPlace } from './settings.ts';
import type { ConsoleState, EnginePort, Levels, LinkState, Notice, PauseGuard, Send } from './types.ts';

/** A command that has no reply after this (ms) is said to be unconfirmed. */
export const replyPatience = 3000;
/** A second press on an answer key within this (ms) is the same press: it must not take a second caller. */
export const answerGuard = 600;
/** Notices go away by themselves after this (ms); the guard of the pause too. */
export const noticeTime = 20_000;
/** How long (ms) a key's wish for the keyboard stands. */
export const focusPatience = 1000;

const answers: ReadonlySet<CommandType> = new Set(['queue.answerNext', 'queue.answer', 'call.answer']);
const guards: Readonly<Record<string, PauseGuard>> = {
  'position.lastReady': 'lastReady',
  'position.maybeLastReady': 'maybeLastReady',
};

const isCommand = (name: string): name is CommandType => Object.hasOwn(commandPayloads, name);

export const initialState: ConsoleState = {
  link: 'absent',
  snapshot: emptySnapshot,
  seenAt: 0,
  info: undefined,
  site: undefined,
  chosen: nothingChosen,
  pending: [],
  notices: [],
  ended: undefined,
  pauseGuard: undefined,
  view: { panel: undefined, keypad: false, sent: '', focus: undefined },
};

/** The screen's store: what the engine says (folded), what was asked of it, and nothing that is only the screen's own truth. */
export interface Console {
  readonly store: StoreApi<ConsoleState>;
  readonly send: Send;
  /** What the engine measures while a meter is shown; undefined when none is, or nothing has come yet. */
  readonly levels: StoreApi<Levels | undefined>;
  /** A level meter is shown; gives the undo. */
  readonly wantLevels: () => () => void;
  /** A port to a (new) engine. */
  readonly connect: (port: EnginePort) => void;
  /** `ScreenInfo` as main gave it, unparsed. */
  readonly setInfo: (info: unknown) => void;
  readonly choosePlace: (place: PlaceSettings) => void;
  readonly choosePerson: (person: string, settings: PersonSettings) => void;
  /** What was chosen could not be written; it holds until the app ends. */
  readonly tellNotKept: () => void;
  /** The window was not closed because of a call. */
  readonly tellCloseRefused: () => void;
  readonly closeNotice: (id: string) => void;
  readonly cancelPause: () => void;
  readonly setView: (view: Partial<ConsoleState['view']>) => void;
  readonly dispose: () => void;
}

/** Reads what main told; a site that cannot be read becomes a problem to show, never an exception. */
export function readInfo(input: unknown): Pick<ConsoleState, 'info' | 'site'> {
  const info = screenInfoSchema.safeParse(input);
  if (!info.success) return { info: 'unreadable', site: undefined };
  if (info.data.site === undefined || info.data.problem) return { info: info.data, site: undefined };
  const site = siteSchema.safeParse(info.data.site);
  if (site.success) return { info: info.data, site: site.data };
  const [issue] = site.error.issues;
  const problem = {
    kind: 'site',
    file: '',
    path: issue?.path.join('.') ?? '',
    expected: issue?.message ?? '',
  } as const;
  return { info: { ...info.data, problem }, site: undefined };
}

export function createConsole(deps: { clock: TickerClock; newId: () => string }): Console {
  const { clock, newId } = deps;
  const store = createStore<ConsoleState>(() => initialState);
  const levels = createStore<Levels | undefined>(() => undefined);
  const timers = new Map<string, unknown>();
  let meters = 0;
  let lastAnswer = Number.NEGATIVE_INFINITY;
  const { getState, setState } = store;

  function later(key: string, ms: number, run: () => void): void {
    clock.clearTimeout(timers.get(key));
    timers.set(
      key,
      clock.setTimeout(() => {
        timers.delete(key);
        run();
      }, ms),
    );
  }
  function closeNotice(id: string): void {
    clock.clearTimeout(timers.get(id));
    timers.delete(id);
    setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
  }
  function tell(notice: Omit<Notice, 'at'>): void {
    const others = getState().notices.filter((other) => other.id !== notice.id);
    setState({ notices: [...others, { ...notice, at: clock.now() }].slice(-5) });
    later(notice.id, noticeTime, () => closeNotice(notice.id));
  }
  function guardPause(pauseGuard: PauseGuard): void {
    setState({ pauseGuard });
    later('guard', noticeTime, () => setState({ pauseGuard: undefined }));
  }
  const dropPending = (id: string): void =>
    setState((state) => ({ pending: state.pending.filter((item) => item.id !== id) }));

  function onReply(reply: Reply): void {
    const asked = getState().pending.find((item) => item.id === reply.id);
    const late = getState().notices.find((notice) => notice.id === reply.id);
    const command = asked?.type ?? late?.command;
    if (command === undefined) return;
    clock.clearTimeout(timers.get(reply.id));
    dropPending(reply.id);
    if (reply.ok) return closeNotice(reply.id);
    const guard = command === 'position.pause' ? guards[reply.error.code] : undefined;
    if (!guard) return tell({ id: reply.id, kind: 'refused', command, error: reply.error });
    closeNotice(reply.id);
    guardPause(guard);
  }

  function onState(link: LinkState): void {
    setState({ link });
    if (link !== 'absent') return;
    levels.setState(undefined, true);
    // At most once: what has no answer when the engine goes is never sent again, and the operator is told.
    for (const { id, type } of getState().pending) tell({ id, kind: 'cut', command: type });
    setState({ pending: [], pauseGuard: undefined });
  }

  function take(snapshot: Snapshot): void {
    const before = getState();
    const positionChanged = before.snapshot.position.state !== snapshot.position.state;
    // The keypad belongs to one call: tones meant for it must not go to the next.
    const keypad = before.view.keypad && currentCall(before.snapshot)?.call === currentCall(snapshot)?.call;
    setState({
      snapshot,
      seenAt: clock.now(),
      ...(positionChanged ? { pauseGuard: undefined } : {}),
      ...(keypad === before.view.keypad ? {} : { view: { ...before.view, keypad, sent: '' } }),
    });
  }
  /** Also what was accepted and failed after, and what another window or a key of the headset asked for. */
  function onRefused({ command, error, cause, id }: Event<'command.refused'>): void {
    if (!isCommand(command) || (command === 'position.pause' && guards[error.code])) return;
    tell({ id: cause ?? id, kind: 'refused', command, error });
  }
  function onEvent(event: Event): void {
    const ended = endedBy(getState().snapshot, event);
    take(reduce(getState().snapshot, event));
    if (ended) setState({ ended });
    if (event.type === 'command.refused') onRefused(event);
  }

  const link = createLink(clock, {
    onState,
    onEvent,
    onReply,
    onLevels: (measured) => levels.setState(measured, true),
    onSnapshot: take,
    onUnreadable: () => tell({ id: 'unreadable', kind: 'unreadable' }),
    snapshot: () => getState().snapshot,
  });

  function send<K extends CommandType>(type: K, payload: CommandPayload<K>): boolean {
    const now = clock.now();
    if (answers.has(type)) {
      if (now - lastAnswer < answerGuard) return false;
      lastAnswer = now;
    }
    const id = newId();
    if (getState().link !== 'live') {
      tell({ id, kind: 'notSent', command: type });
      return false;
    }
    setState((state) => ({ pending: [...state.pending, { id, type }] }));
    later(id, replyPatience, () => {
      dropPending(id);
      tell({ id, kind: 'noReply', command: type });
    });
    // TypeScript cannot see that a type and its own payload make a member of the union.
    link.post({ kind: 'command', command: { id, at: now, from: 'screen', type, ...payload } as Command });
    return true;
  }

  function setView(view: Partial<ConsoleState['view']>): void {
    setState((state) => ({ view: { ...state.view, ...view } }));
    // A place that is not on this screen: the keyboard must not jump there when it comes later.
    if (view.focus) later('focus', focusPatience, () => setView({ focus: undefined }));
  }

  function wantLevels(): () => void {
    meters += 1;
    link.meter(true);
    let wanted = true;
    return () => {
      if (!wanted) return;
      wanted = false;
      meters -= 1;
      if (meters > 0) return;
      link.meter(false);
      levels.setState(undefined, true);
    };
  }

  return {
    store,
    send,
    connect: link.connect,
    levels,
    wantLevels,
    setInfo: (info) => setState(readInfo(info)),
    choosePlace: (place) => setState((state) => ({ chosen: withPlace(state.chosen, place) })),
    choosePerson: (person, settings) =>
      setState((state) => ({ chosen: withPerson(state.chosen, person, settings) })),
    tellNotKept: () => tell({ id: 'notKept', kind: 'notKept' }),
    tellCloseRefused: () => tell({ id: 'closeRefused', kind: 'closeRefused' }),
    closeNotice,
    cancelPause: () => setState({ pauseGuard: undefined }),
    setView,
    dispose: () => {
      link.close();
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}
