import {
  currentCall,
  emptySnapshot,
  reduce,
  screenInfoSchema,
  siteSchema,
} from '@samband/telephony/contract';
import type {
  Command,
  Event,
  PersonSettings,
  PlaceSettings,
  PracticeOrder,
  Snapshot,
} from '@samband/telephony/contract';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { createEngineClock } from '../time/engine-clock.ts';
import type { TickerClock } from '../time/ticker.ts';
import { createCommands } from './commands.ts';
import { endedBy } from './ended.ts';
import type { Asked, Guard } from './guard.ts';
import { guideAfter, guideAt } from './guide.ts';
import { createLink } from './link.ts';
import { createLooking } from './looks.ts';
import type { Looking } from './looks.ts';
import { createNotes } from './notes.ts';
import type { Notes } from './notes.ts';
import { createNotices } from './notices.ts';
import { practiceOf } from './selectors.ts';
import { nothingChosen, settingsOf, withPerson, withPlace } from './settings.ts';
import { noSignIn } from './sign-in.ts';
import { createTimers } from './timers.ts';
import type { ConsoleState, EnginePort, Levels, LinkState, Send } from './types.ts';

/** How long (ms) a key's wish for the keyboard stands. */
export const focusPatience = 1000;

type Position = Snapshot['position'];
/** Another state, role or person: what waited for a second press was meant for what was before. */
const otherwise = (a: Position, b: Position): boolean =>
  a.state !== b.state || a.role !== b.role || a.operator?.id !== b.operator?.id;

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
  drafts: {},
  guard: undefined,
  signIn: noSignIn,
  view: { panel: undefined, keypad: false, sent: '', focus: undefined, guide: undefined },
};

/** The screen's store: what the engine says (folded), what was asked of it, and nothing that is only the screen's own truth. */
export interface Console {
  readonly store: StoreApi<ConsoleState>;
  /** What the engine's monotonic clock shows when this screen's shows `mono`. */
  readonly engineTime: (mono: number) => number;
  readonly send: Send;
  readonly notes: Pick<Notes, 'write' | 'save' | 'discard' | 'caret' | 'keepCaret'>;
  /** What the engine measures while a meter is shown; undefined when none is, or nothing has come yet. */
  readonly levels: StoreApi<Levels | undefined>;
  /** A level meter is shown; gives the undo. */
  readonly wantLevels: () => () => void;
  /** What headsets and pedals show, while somebody looks. */
  readonly looking: Pick<Looking, 'store' | 'want' | 'again' | 'learnAnew'>;
  /** A port to a (new) engine. */
  readonly connect: (port: EnginePort) => void;
  /** `ScreenInfo` as main gave it, unparsed. */
  readonly setInfo: (info: unknown) => void;
  readonly choosePlace: (place: PlaceSettings) => void;
  readonly choosePerson: (person: string, settings: PersonSettings) => void;
  /** What was chosen could not be written; it holds until the app ends. */
  readonly tellNotKept: () => void;
  /** The practice centre would not do it. */
  readonly tellNotOrdered: (order: PracticeOrder['order']) => void;
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

/** What of the view stays when a new picture comes. */
function viewAfter(
  { view, snapshot: before }: Pick<ConsoleState, 'view' | 'snapshot'>,
  after: Snapshot,
): ConsoleState['view'] {
  // The keypad belongs to one call: tones meant for it must not go to the next.
  const keypad = view.keypad && currentCall(before)?.call === currentCall(after)?.call;
  // Somebody else is at the position now: the panel was the other's.
  const same = before.position.operator?.id === after.position.operator?.id;
  const panel = same || view.panel !== 'position' ? view.panel : undefined;
  const guide = guideAfter(view.guide, after);
  if (keypad === view.keypad && panel === view.panel && guide === view.guide) return view;
  return { ...view, keypad, panel, guide, ...(keypad ? {} : { sent: '' }) };
}

/**
 * The view when main tells anew. The panel with the code goes when it is closed to other positions; the guide begins
 * where there is a centre to practise with and nobody at this place has gone through it.
 */
function viewTold(before: ConsoleState, { info }: Pick<ConsoleState, 'info'>): ConsoleState['view'] {
  const { view, chosen, snapshot } = before;
  const practice = practiceOf({ info });
  const closed = practiceOf(before)?.open !== undefined && practice?.open === undefined;
  const panel = view.panel === 'practice' && (closed || !practice) ? undefined : view.panel;
  const known = typeof info === 'object' ? info : undefined;
  const guided = settingsOf(known, chosen, '').place.guided === true;
  const guide = view.guide ?? (practice && !guided ? guideAt('sound', snapshot) : undefined);
  return { ...view, panel, guide };
}

export function createConsole(deps: { clock: TickerClock; newId: () => string }): Console {
  const { clock, newId } = deps;
  const store = createStore<ConsoleState>(() => initialState);
  const levels = createStore<Levels | undefined>(() => undefined);
  const timers = createTimers(clock);
  const engineClock = createEngineClock(clock.mono);
  const notices = createNotices(store, timers, clock.wall);
  const { getState, setState } = store;
  let meters = 0;

  function take(snapshot: Snapshot): void {
    const before = getState();
    const { operator } = snapshot.position;
    const guard = otherwise(before.snapshot.position, snapshot.position) ? undefined : before.guard;
    setState({ snapshot, seenAt: clock.wall(), guard, view: viewAfter(before, snapshot) });
    notes.handlePicture(before.snapshot.calls, snapshot.calls);
    if (operator?.id !== before.snapshot.position.operator?.id) {
      looking.handleOther();
      if (operator) commands.handleSignedIn();
    }
  }
  function onEvent(event: Event): void {
    const ended = endedBy(getState().snapshot, event);
    take(reduce(getState().snapshot, event));
    if (ended) setState({ ended });
    if (event.type === 'call.noted' && event.call !== undefined) notes.handleNoted(event.call, event.text);
    if (event.type === 'command.refused') commands.handleRefused(event);
    if (event.type === 'signedIn') commands.handleSignedIn();
    if (event.type === 'key.pressed') notices.handleKey(event);
  }
  function onState(link: LinkState): void {
    setState({ link });
    if (link === 'live') notes.handleLive();
    if (link !== 'absent') return;
    levels.setState(undefined, true);
    looking.handleEngineGone();
    commands.handleEngineGone();
    notes.handleEngineGone();
  }
  const link = createLink(clock, {
    onState,
    onEvent,
    onReply: (reply) => commands.handleReply(reply),
    onLevels: (measured) => levels.setState(measured, true),
    onLook: (what) => looking.handleLook(what),
    onSnapshot: take,
    onTime: engineClock.handle,
    onUnreadable: () => notices.tell({ id: 'unreadable', kind: 'unreadable' }),
    snapshot: () => getState().snapshot,
  });
  const looking = createLooking({
    timers,
    ask: (on) => link.ask('looks', on),
    again: () => link.post({ kind: 'looks', on: true }),
  });
  const post = (command: Command): void => link.post({ kind: 'command', command });
  const commands = createCommands({ store, timers, notices, clock, newId, post });
  const notes = createNotes({ store, timers, mono: clock.mono, send: commands.send });

  /** What is written of a call goes before what ends the writing. */
  const send: Send = (type, payload, told) => {
    if ((type === 'call.hangUp' || type === 'call.hold') && 'call' in payload) notes.save(payload.call);
    return commands.send(type, payload, told);
  };

  function setView(view: Partial<ConsoleState['view']>): void {
    setState((state) => ({ view: { ...state.view, ...view } }));
    // A place that is not on this screen: the keyboard must not jump there when it comes later.
    if (view.focus) timers.later('focus', focusPatience, () => setView({ focus: undefined }));
  }

  function wantLevels(): () => void {
    meters += 1;
    link.ask('levels', true);
    let wanted = true;
    return () => {
      if (!wanted) return;
      wanted = false;
      meters -= 1;
      if (meters > 0) return;
      link.ask('levels', false);
      levels.setState(undefined, true);
    };
  }

  return {
    store,
    engineTime: engineClock.at,
    send,
    notes,
    ask: commands.ask,
    guard: commands.guard,
    cancelGuard: () => setState({ guard: undefined }),
    connect: link.connect,
    levels,
    wantLevels,
    looking,
    setInfo: (info) =>
      setState((before) => {
        const read = readInfo(info);
        return { ...read, view: viewTold(before, read) };
      }),
    choosePlace: (place) => setState((state) => ({ chosen: withPlace(state.chosen, place) })),
    choosePerson: (person, settings) =>
      setState((state) => ({ chosen: withPerson(state.chosen, person, settings) })),
    tellNotOrdered: (order) => notices.tell({ id: `order.${order}`, kind: 'notOrdered', order }),
    tellNotKept: () => notices.tell({ id: 'notKept', kind: 'notKept' }),
    tellCloseRefused: () => notices.tell({ id: 'closeRefused', kind: 'closeRefused' }),
    closeNotice: notices.close,
    setView,
    dispose: () => {
      link.close();
      timers.dispose();
    },
  };
}
