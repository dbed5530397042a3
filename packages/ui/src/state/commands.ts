import { commandPayloads } from '@samband/telephony/contract';
import type {
  Command,
  CommandPayload,
  CommandType,
  Event,
  Problem,
  Reply,
} from '@samband/telephony/contract';
import type { StoreApi } from 'zustand/vanilla';
import { asksAgain, confirmed, confirms, guardOf, isGuarded } from './guard.ts';
import type { Asked, Guard } from './guard.ts';
import { noticeTime } from './notices.ts';
import type { Notices } from './notices.ts';
import { refusedSignIn, secondsToWait, step } from './sign-in.ts';
import type { SignIn, SignInEvent } from './sign-in.ts';
import type { TickerClock } from '../time/ticker.ts';
import type { Timers } from './timers.ts';
import type { ConsoleState, Notice, Outcome, Send } from './types.ts';

/** A command that has no reply after this (ms) is said to be unconfirmed. */
export const replyPatience = 3000;
/**
 * A second press on an answer key within this (ms) is the same press: it must not take a second caller. One that was not
 * sent, or was refused, has taken nobody, and the next press counts at once.
 */
export const answerGuard = 600;
/** How long (ms) a sign-in may take: the PIN's hash is slow by design (RFC 8018). */
export const signInPatience = 10_000;

const answers: ReadonlySet<CommandType> = new Set(['queue.answerNext', 'queue.answer', 'call.answer']);
const isCommand = (name: string): name is CommandType => Object.hasOwn(commandPayloads, name);

export interface CommandDeps {
  readonly store: Pick<StoreApi<ConsoleState>, 'getState' | 'setState'>;
  readonly timers: Timers;
  readonly notices: Notices;
  readonly clock: Pick<TickerClock, 'wall' | 'mono'>;
  readonly newId: () => string;
  readonly post: (command: Command) => void;
}

/** What was asked of the engine, and what came of it. At most once: nothing is sent again by itself. */
export interface Commands {
  readonly send: Send;
  /** Asks for something that can take two presses; the second press of the same is the confirmation. */
  readonly ask: (asked: Asked) => void;
  /** Shows what the next press of the same does. */
  readonly guard: (guard: Guard) => void;
  readonly handleReply: (reply: Reply) => void;
  readonly handleRefused: (event: Event<'command.refused'>) => void;
  readonly handleSignedIn: () => void;
  readonly handleEngineGone: () => void;
}

export function createCommands({ store, timers, notices, clock, newId, post }: CommandDeps): Commands {
  const { getState, setState } = store;
  /** What can take a second press, by command id. */
  const asked = new Map<string, Asked>();
  /** Who tells the operator in place of a notice, by command id. */
  const told = new Map<string, (outcome: Outcome) => void>();
  const noAnswer = { id: '', mono: Number.NEGATIVE_INFINITY };
  let lastAnswer = noAnswer;

  function tell(notice: Omit<Notice, 'at'> & Outcome & { readonly kind: Notice['kind'] }): void {
    const { id, kind, error } = notice;
    const listener = told.get(id);
    if (!listener) return notices.tell(notice);
    // A late answer may still come after the patience is over; after anything else none does.
    if (kind !== 'noReply') told.delete(id);
    listener({ kind, ...(error === undefined ? {} : { error }) });
  }

  const dropPending = (id: string): void =>
    setState((state) => ({ pending: state.pending.filter((item) => item.id !== id) }));

  function guard(wanted: Guard): void {
    setState({ guard: wanted });
    timers.later('guard', noticeTime, () => setState({ guard: undefined }));
  }

  function signIn(event: SignInEvent, more: Partial<SignIn> = {}): void {
    timers.cancel('signIn');
    setState((state) => ({ signIn: step(state.signIn, event, more) }));
  }

  /** The PIN is checked after the command is accepted; an engine that never says how it went is told of. */
  function beginSignIn(id: string, { operator }: CommandPayload<'position.signIn'>): void {
    signIn('sent', { id, operator, until: 0 });
    timers.later('signIn', signInPatience, () => {
      signIn('failed');
      tell({ id, kind: 'noReply', command: 'position.signIn' });
    });
  }

  /** What could not be done. The form tells of a PIN itself, beside its field. */
  function refuse(id: string, command: CommandType, error: Problem): void {
    if (command === 'position.signIn' && getState().signIn.id === id) {
      const event = refusedSignIn(error);
      signIn(event, { until: event === 'tooOften' ? clock.mono() + secondsToWait(error) * 1000 : 0 });
      if (event !== 'failed') return notices.close(id);
    }
    tell({ id, kind: 'refused', command, error });
  }

  const send: Send = (type, payload, listener) => {
    const mono = clock.mono();
    const isAnswer = answers.has(type);
    if (isAnswer && mono - lastAnswer.mono < answerGuard) return false;
    const id = newId();
    if (listener) told.set(id, listener);
    if (getState().link !== 'live') {
      tell({ id, kind: 'notSent', command: type });
      return false;
    }
    if (isAnswer) lastAnswer = { id, mono };
    setState((state) => ({ pending: [...state.pending, { id, type }] }));
    if (isGuarded(type)) asked.set(id, { type, payload } as Asked);
    if (type === 'position.signIn') beginSignIn(id, payload as CommandPayload<'position.signIn'>);
    timers.later(id, replyPatience, () => {
      dropPending(id);
      tell({ id, kind: 'noReply', command: type });
    });
    // TypeScript cannot see that a type and its own payload make a member of the union.
    post({ id, at: clock.wall(), from: 'screen', type, ...payload } as Command);
    return true;
  };

  return {
    send,
    guard,
    ask(wanted) {
      const sure = confirms(getState().guard, wanted);
      if (sure) setState({ guard: undefined });
      const { type, payload } = sure ? confirmed(wanted) : wanted;
      send<CommandType>(type, payload);
    },
    handleReply(reply) {
      if (!reply.ok && reply.id === lastAnswer.id) lastAnswer = noAnswer;
      const pending = getState().pending.find((item) => item.id === reply.id);
      const late = getState().notices.find((notice) => notice.id === reply.id);
      const listener = told.get(reply.id);
      const command = pending?.type ?? late?.command;
      if (command === undefined && !listener) return;
      const wanted = asked.get(reply.id);
      asked.delete(reply.id);
      timers.cancel(reply.id);
      dropPending(reply.id);
      told.delete(reply.id);
      if (listener) return listener(reply.ok ? { kind: 'done' } : { kind: 'refused', error: reply.error });
      if (reply.ok || command === undefined) return notices.close(reply.id);
      const needed = guardOf(wanted, reply.error);
      if (!needed) return refuse(reply.id, command, reply.error);
      notices.close(reply.id);
      guard(needed);
    },
    /** Also what was accepted and failed after, and what another window or a key of the headset asked for. */
    handleRefused({ command, error, cause, id }) {
      if (isCommand(command) && !asksAgain(command, error)) refuse(cause ?? id, command, error);
    },
    handleSignedIn: () => signIn('signedIn'),
    /** What has no answer when the engine goes is never sent again, and the operator is told. */
    handleEngineGone() {
      for (const { id, type } of getState().pending) {
        // What has been told as cut is not told again as unanswered.
        timers.cancel(id);
        tell({ id, kind: 'cut', command: type });
      }
      asked.clear();
      told.clear();
      setState({ pending: [], guard: undefined });
      signIn('failed');
    },
  };
}
