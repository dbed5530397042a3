import type { Call, EventPayload, Problem, SavedDialog } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { Disposable, IncomingLeg } from '../ports/index.ts';
import { answer } from './answer.ts';
import { callStep } from './call-table.ts';
import type { CallInput } from './call-table.ts';
import type { CallsContext, CallsDeps } from './context.ts';
import { callBack, dialText } from './dial.ts';
import { createEffects } from './effects.ts';
import type { EndFacts } from './ending.ts';
import { createFarewell } from './farewell.ts';
import { mediaEvents } from './media-events.ts';
import { createMender } from './mend.ts';
import { createRecovery } from './recover.ts';
import { replaceLeg } from './replace.ts';
import { createRecent } from './recent.ts';
import { applySound, isActive, savedDialogOf, savedSession } from './session.ts';
import type { Session } from './session.ts';

/** The calls this position is part of. Each method's result: why it was refused, or undefined. */
export interface Calls extends Disposable {
  answer(call: string, cause?: string): Problem | undefined;
  dial(target: string, queue?: string, cause?: string): Problem | undefined;
  callBack(call: string, cause?: string): Problem | undefined;
  hangUp(call: string, cause?: string): Problem | undefined;
  hold(call: string, cause?: string): Problem | undefined;
  /** Others that are being talked in go on hold. */
  resume(call: string, cause?: string): Problem | undefined;
  /** Also ahead of the answer. */
  mute(call: string, on: boolean, cause?: string): Problem | undefined;
  /** Also for a call that ended a moment ago: its note is often written then. */
  note(call: string, text: string, cause?: string): Problem | undefined;
  dtmf(call: string, digits: string, cause?: string): Problem | undefined;
  /** Calls of an earlier engine, to be taken back as soon as an edge is there. */
  recover(saved: readonly { call: Call; dialog: SavedDialog }[]): void;
  handleEdgeUp(edge: string): void;
  handleSoundOpen(): void;
  /** An INVITE with Replaces. False: it is none of our dialogs that it replaces. */
  handleReplacing(leg: IncomingLeg): boolean;
  /** The exchange offers a call again that is up here. */
  handleReoffered(call: string): void;
  /** What a next engine needs to take the calls back. */
  dialogs(): Map<string, SavedDialog>;
}

export function createCalls(deps: CallsDeps): Calls {
  const { clock, logger, sink } = deps;
  const sessions = new Map<string, Session>();
  const farewell = createFarewell({ isConnected: deps.isConnected, logger });
  const recent = createRecent();
  const mender = createMender({ clock, logger, isConnected: deps.isConnected });

  const context: CallsContext = { deps, sessions, input, begin, attach, holdOthers };
  const effects = createEffects(context, {
    farewell,
    mender,
    hold: (session) => setHeld(session, true),
    resume: (session) => setHeld(session, false),
  });
  const recovery = createRecovery(context);

  function input(session: Session, what: CallInput, cause?: EndFacts['cause']): void {
    const step = callStep(session.stage, what);
    if (!step) return logger.debug('calls: nothing to do', { stage: session.stage, input: what });
    const from = session.stage;
    session.stage = step.next;
    if (step.next === 'over') {
      sessions.delete(session.call);
      if (!step.effects.includes('giveBack')) recent.add(session.about);
    }
    for (const effect of step.effects) effects[effect](session, { from, cause });
  }

  let turns = 0;
  function begin(session: Session): void {
    session.turn = ++turns;
    sessions.set(session.call, session);
  }

  function attach(session: Session, routed: NonNullable<Session['routed']>): void {
    session.routed = routed;
    // Another dialog and another path: whether it is lost, silent or held by the peer is found out anew.
    session.isPathLost = false;
    mender.forget(session.call);
    if (session.peerHolds) {
      session.peerHolds = false;
      sink.emit('call.resumed', { by: 'peer' }, session.about);
    }
    const told = deps.snapshot().calls.find((call) => call.call === session.call)?.silent;
    for (const direction of ['heard', 'beingHeard'] as const)
      if (told?.[direction]) sink.emit('audio.back', { direction }, session.about);
    routed.route(
      mediaEvents(session, {
        clock,
        sink,
        handlePathLost: (lost) => {
          lost.isPathLost = true;
          deps.handlePathTrouble();
          mend(lost);
          endIfReoffered(lost);
        },
        handlePathBack: (back) => {
          back.isPathLost = false;
        },
        handleUnheard: (silent) => {
          endIfReoffered(silent);
        },
      }),
    );
  }

  function mend(session: Session): void {
    const { leg, routed } = session;
    if (session.stage !== 'up' || !leg || !routed) return;
    mender.mend(session.call, {
      leg,
      isLost: () => session.isPathLost && session.stage === 'up',
      carries: () => routed.peer.carries(),
    });
  }

  /** Our leg is silent and the exchange has the caller in line again: the leg is dead and nobody told us. */
  function endIfReoffered(session: Session): void {
    const isDead =
      session.isPathLost ||
      deps.snapshot().calls.some((call) => call.call === session.call && call.silent.heard);
    if (session.stage === 'up' && isDead && deps.queue.livesOn(session.call)) {
      if (session.leg) farewell.terminate(session.leg);
      input(session, 'ended', { kind: 'lost' });
    }
  }

  function setHeld(session: Session, held: boolean, cause?: string): void {
    if (session.held === held) return;
    session.held = held;
    if (session.stage === 'up' || session.stage === 'accepted') applySound(session);
    sink.emit(held ? 'call.held' : 'call.resumed', { by: 'operator' }, { ...session.about, cause });
  }

  function holdOthers(except: string, cause: string | undefined): string[] {
    const others = [...sessions.values()].filter((session) => session.call !== except && isActive(session));
    for (const session of others) setHeld(session, true, cause);
    return others.map((session) => session.call);
  }

  /** A session that is up, or why it cannot be used. */
  function up(call: string): Session | Problem {
    const session = sessions.get(call);
    if (!session) return problemOf('call.unknown');
    return session.stage === 'up' ? session : problemOf('call.notUp');
  }
  const isProblem = (found: Session | Problem): found is Problem => 'messageKey' in found;

  async function sendDigits(session: Session, digits: string, cause: string | undefined): Promise<void> {
    const payload: EventPayload<'call.dtmfSent'> = { digits };
    try {
      await session.routed?.peer.dtmf(digits);
      sink.emit('call.dtmfSent', payload, { ...session.about, cause });
    } catch (error) {
      logger.warn('calls: digits not sent', { why: error instanceof Error ? error.message : '' });
      const refused = problemOf('dtmf.unavailable', 'media');
      sink.emit('command.refused', { command: 'call.dtmf', error: refused }, { ...session.about, cause });
    }
  }

  return {
    answer: (call, cause) => answer(context, call, cause),
    dial: (target, queue, cause) => dialText(context, target, queue, cause),
    callBack: (call, cause) => callBack(context, call, cause),
    hangUp(call) {
      const session = sessions.get(call);
      if (!session || session.stage === 'leaving') return problemOf('call.unknown');
      input(session, 'hangUp');
      return undefined;
    },
    hold(call, cause) {
      const found = up(call);
      if (isProblem(found)) return found;
      setHeld(found, true, cause);
      return undefined;
    },
    resume(call, cause) {
      const found = up(call);
      if (isProblem(found)) return found;
      found.turn = ++turns;
      holdOthers(call, cause);
      setHeld(found, false, cause);
      return undefined;
    },
    mute(call, on, cause) {
      const found = sessions.get(call);
      if (!found || found.stage === 'leaving') return problemOf('call.unknown');
      if (found.muted === on) return undefined;
      found.muted = on;
      // Before the call is up nothing is sent; then it begins as it was set.
      if (found.stage === 'up' || found.stage === 'accepted') applySound(found);
      sink.emit('call.muted', { on }, { ...found.about, cause });
      return undefined;
    },
    note(call, text, cause) {
      const about = sessions.get(call)?.about ?? recent.find(call);
      if (!about) return problemOf('call.unknown');
      sink.emit('call.noted', { text }, { ...about, cause });
      return undefined;
    },
    dtmf(call, digits, cause) {
      const found = up(call);
      if (isProblem(found)) return found;
      void sendDigits(found, digits, cause);
      return undefined;
    },
    recover: (saved) =>
      recovery.begin(saved.map((item) => savedSession(item.call, item.dialog, clock.mono()))),
    handleEdgeUp(edge) {
      farewell.handleEdgeUp(edge);
      recovery.resume();
      for (const session of sessions.values()) if (session.leg?.edge === edge) mend(session);
    },
    handleReplacing: (leg) => replaceLeg(context, farewell, leg),
    handleSoundOpen: () => recovery.resume(),
    handleReoffered(call) {
      const session = sessions.get(call);
      if (session) endIfReoffered(session);
    },
    dialogs: () =>
      new Map(
        [...sessions.values()].flatMap((session) => {
          const dialog = savedDialogOf(session);
          return dialog ? [[session.call, dialog] as const] : [];
        }),
      ),
    dispose() {
      recovery.dispose();
      mender.dispose();
      for (const session of sessions.values()) {
        session.stage = 'over';
        session.ackTimer?.dispose();
        session.routed?.peer.close();
      }
      sessions.clear();
    },
  };
}
