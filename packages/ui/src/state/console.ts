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
  Problem,
  Reply,
  Snapshot,
} from '@samband/telephony/contract';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { TickerClock } from '../time/ticker.ts';
import { endedBy } from './ended.ts';
import { asksAgain, confirmed, confirms, guardOf, isGuarded } from './guard.ts';
import type { Asked, Guard } from './guard.ts';
import { createLink } from './link.ts';
import { currentCall } from './selectors.ts';
import { nothingChosen, withPerson, withPlace } from './settings.ts';
import { noSignIn, refusedSignIn, secondsToWait, step } from './sign-in.ts';
import type { SignInEvent } from './sign-in.ts';
import type { ConsoleState, EnginePort, Levels, LinkState, Notice, Send } from './types.ts';

/** A command that has no reply after this (ms) is said to be unconfirmed. */
export const replyPatience = 3000;
/** A second press on an answer key within this (ms) is the same press: it must not take a second caller. */
export const answerGuard = 600;
/** Notices go away by themselves after this (ms); what waits for a second press too. */
export const noticeTime = 20_000;
/** How long (ms) a sign-in may take: the PIN's hash is slow by design (RFC 8018). */
export const signInPatience = 10_000;
/** How long (ms) a key's wish for the keyboard stands. */
export const focusPatience = 1000;

const answers: ReadonlySet<CommandType> = new Set(['queue.answerNext', 'queue.answer', 'call.answer']);

type Position = Snapshot['position'];
/** Another state, role or person: what waited for a second press was meant for what was before. */
const otherwise = (a: Position, b: Position): boolean =>
  a.state !== b.state || a.role !== b.role || a.operator?.id !== b.operator?.id;

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
  guard: undefined,
  signIn: noSignIn,
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
  /** Asks for something that can take two presses; the second press of the same is the confirmation. */
  readonly ask: (asked: Asked) => void;
  /** Something that is done at the second press of the same: until then it is shown. */
  readonly guard: (guard: Guard) => void;
  readonly cancelGuard: () => void;
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
  /** What was asked for and can take a second press, by command id. */
  const asked = new Map<string, Asked>();
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
  function setGuard(guard: Guard): void {
    setState({ guard });
    later('guard', noticeTime, () => setState({ guard: undefined }));
  }
  function signIn(event: SignInEvent, more: Partial<ConsoleState['signIn']> = {}): void {
    clock.clearTimeout(timers.get('signIn'));
    setState((state) => ({ signIn: step(state.signIn, event, more) }));
  }
  const dropPending = (id: string): void =>
    setState((state) => ({ pending: state.pending.filter((item) => item.id !== id) }));

  function onReply(reply: Reply): void {
    const pending = getState().pending.find((item) => item.id === reply.id);
    const late = getState().notices.find((notice) => notice.id === reply.id);
    const command = pending?.type ?? late?.command;
    if (command === undefined) return;
    const wanted = asked.get(reply.id);
    asked.delete(reply.id);
    clock.clearTimeout(timers.get(reply.id));
    dropPending(reply.id);
    if (reply.ok) return closeNotice(reply.id);
    const guard = guardOf(wanted, reply.error);
    if (!guard) return onRefusal(reply.id, command, reply.error);
    closeNotice(reply.id);
    setGuard(guard);
  }

  /** What could not be done. The form tells of a PIN itself, beside its field. */
  function onRefusal(id: string, command: CommandType, error: Problem): void {
    if (command === 'position.signIn' && getState().signIn.id === id) {
      const event = refusedSignIn(error);
      const until = event === 'tooOften' ? clock.now() + secondsToWait(error) * 1000 : 0;
      signIn(event, { until });
      if (event !== 'failed') return closeNotice(id);
    }
    tell({ id, kind: 'refused', command, error });
  }

  function onState(link: LinkState): void {
    setState({ link });
    if (link !== 'absent') return;
    levels.setState(undefined, true);
    // At most once: what has no answer when the engine goes is never sent again, and the operator is told.
    for (const { id, type } of getState().pending) tell({ id, kind: 'cut', command: type });
    asked.clear();
    setState({ pending: [], guard: undefined });
    signIn('failed');
  }

  function take(snapshot: Snapshot): void {
    const before = getState();
    const changed = otherwise(before.snapshot.position, snapshot.position);
    // The keypad belongs to one call: tones meant for it must not go to the next.
    const keypad = before.view.keypad && currentCall(before.snapshot)?.call === currentCall(snapshot)?.call;
    // Somebody else is at the position now: the panel was the other's.
    const same = before.snapshot.position.operator?.id === snapshot.position.operator?.id;
    const panel = same || before.view.panel !== 'position' ? before.view.panel : undefined;
    setState({
      snapshot,
      seenAt: clock.now(),
      ...(changed ? { guard: undefined } : {}),
      ...(keypad === before.view.keypad && panel === before.view.panel
        ? {}
        : { view: { ...before.view, keypad, panel, ...(keypad ? {} : { sent: '' }) } }),
    });
  }
  /** Also what was accepted and failed after, and what another window or a key of the headset asked for. */
  function onRefused({ command, error, cause, id }: Event<'command.refused'>): void {
    if (!isCommand(command) || asksAgain(command, error)) return;
    onRefusal(cause ?? id, command, error);
  }
  function onEvent(event: Event): void {
    const ended = endedBy(getState().snapshot, event);
    take(reduce(getState().snapshot, event));
    if (ended) setState({ ended });
    if (event.type === 'command.refused') onRefused(event);
    if (event.type === 'signedIn') signIn('signedIn');
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
    if (isGuarded(type)) asked.set(id, { type, payload } as Asked);
    if (type === 'position.signIn') begin(id);
    later(id, replyPatience, () => {
      dropPending(id);
      tell({ id, kind: 'noReply', command: type });
    });
    // TypeScript cannot see that a type and its own payload make a member of the union.
    link.post({ kind: 'command', command: { id, at: now, from: 'screen', type, ...payload } as Command });
    return true;
  }

  /** The PIN is checked after the command is accepted; an engine that never says how it went is told of. */
  function begin(id: string): void {
    signIn('sent', { id, until: 0 });
    later('signIn', signInPatience, () => {
      signIn('failed');
      tell({ id, kind: 'noReply', command: 'position.signIn' });
    });
  }

  function ask(wanted: Asked): void {
    const { guard } = getState();
    const sure = confirms(guard, wanted);
    if (sure) setState({ guard: undefined });
    const { type, payload } = sure ? confirmed(wanted) : wanted;
    send<CommandType>(type, payload);
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
    ask,
    guard: setGuard,
    cancelGuard: () => setState({ guard: undefined }),
    setView,
    dispose: () => {
      link.close();
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}
