import { acceptNext } from './answer.ts';
import type { CallEffect, CallStage } from './call-table.ts';
import type { CallsContext } from './context.ts';
import type { EndFacts } from './ending.ts';
import { endingOf } from './ending.ts';
import type { Farewell } from './farewell.ts';
import type { Mender } from './mend.ts';
import { applySound, isOutdone, talkedMs } from './session.ts';
import type { Session } from './session.ts';

/** Why the table ran. */
export interface Why {
  readonly from: CallStage;
  readonly cause: EndFacts['cause'] | undefined;
}

export interface EffectsDeps {
  readonly farewell: Farewell;
  readonly mender: Mender;
  hold(session: Session): void;
  resume(session: Session): void;
}

type Effects = Record<CallEffect, (session: Session, why: Why) => void>;

/** What the table's effects do. */
export function createEffects(context: CallsContext, own: EffectsDeps): Effects {
  const { clock, sink, queue, logger } = context.deps;
  const mono = () => clock.mono();

  function close(session: Session): void {
    session.routed?.peer.close();
    session.ackTimer?.dispose();
    own.mender.forget(session.call);
  }

  function tellEnded(session: Session, { from, cause }: Why): void {
    if (!cause) return logger.error('calls: an end without a cause', { stage: from });
    const talked = talkedMs(session, mono());
    const ending = endingOf({
      stage: from,
      direction: session.direction,
      cause,
      talkedMs: talked,
      heard: session.heard,
      livesOn: queue.livesOn(session.call),
      elsewhereBefore: session.claim?.isElsewhere() ?? false,
    });
    if (cause.kind === 'recovery') sink.emit('call.recoveryFailed', { reason: cause.reason }, session.about);
    if (from === 'recovering' && cause.kind === 'status')
      sink.emit('call.recoveryFailed', { reason: ending.reason }, session.about);
    const broke = ending.broke || (from === 'recovering' && !queue.livesOn(session.call));
    // Before the end: the list takes the caller from the call.
    if (broke) sink.emit('call.brokeAfterAnswer', { talked }, session.about);
    sink.emit('call.ended', { by: ending.by, reason: ending.reason, talked }, session.about);
  }

  function tellRecording(session: Session): void {
    const recording = session.claim?.recording;
    if (recording !== undefined)
      sink.emit(recording ? 'recording.confirmed' : 'recording.missing', {}, session.about);
  }

  return {
    tryNext(session) {
      if (session.claim) acceptNext(context, session);
      else session.tryNext?.();
    },
    openSound(session) {
      if (session.held) return applySound(session);
      // A call placed earlier that is answered only now must not break into the one being talked in.
      if (isOutdone(session, context.sessions.values())) return own.hold(session);
      context.holdOthers(session.call, undefined);
      applySound(session);
    },
    watch: (session) => session.routed?.peer.watch(),
    tellProgress: (session) => sink.emit('call.progress', { status: session.progress }, session.about),
    tellAnswered(session) {
      session.upSince = mono();
      session.ackTimer?.dispose();
      queue.handleConfirmed(session.call);
      const waited = Math.max(0, Math.round(mono() - (session.claim?.sinceMono ?? mono())));
      sink.emit('call.answered', { waited }, session.about);
      tellRecording(session);
    },
    tellConnected(session) {
      session.upSince = mono();
      const waited = Math.round(mono() - session.pressed);
      sink.emit('call.connected', { codec: session.codec ?? '', waited }, session.about);
      if (session.callsBack !== undefined)
        sink.emit('unanswered.calledBack', { by: session.call }, { call: session.callsBack });
    },
    tellRecovered(session) {
      session.upSince ??= mono();
      sink.emit('call.recovered', { gapMs: Math.max(0, mono() - session.pressed) }, session.about);
    },
    tellAnswerFailed(session) {
      const reason = session.claim?.isElsewhere() ? 'elsewhere' : session.lastFailure;
      sink.emit('call.answerFailed', { reason }, session.about);
    },
    tellEnded,
    tellHungUp(session) {
      const talked = talkedMs(session, mono());
      sink.emit('call.ended', { by: 'operator', reason: 'hungUp', talked }, session.about);
    },
    sayGoodbye(session) {
      if (session.leg) own.farewell.terminate(session.leg);
    },
    release(session, { cause }) {
      close(session);
      queue.handleCallOver(session.call, { hungUp: cause === undefined });
    },
    giveBack(session) {
      close(session);
      queue.giveBack(session.call);
      // The press that failed had put these on hold; nothing has come in their place.
      for (const call of session.autoHeld) {
        const before = context.sessions.get(call);
        const isFree = ![...context.sessions.values()].some((other) => other.stage !== 'over' && !other.held);
        if (before?.held && isFree) own.resume(before);
      }
    },
  };
}
