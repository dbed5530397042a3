import type { Clock, Disposable, IncomingLeg, Logger } from '@samband/telephony/ports';
import type { Reception } from './agencies.ts';
import {
  type AnsweringEffect,
  type AnsweringInput,
  type AnsweringStage,
  answeringStep,
} from './answering-table.ts';
import type { EndedBy, PartyEvent } from './event.ts';
import type { Voice } from './voice.ts';

export interface AnsweringDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly call: string;
  readonly reception: Reception;
  /** ms after which a call that is up is ended, whatever is said in it. */
  readonly longestMs: number;
  open(handleFinished: () => void): Voice;
  emit(event: PartyEvent): void;
  handleOver(): void;
}

const refusals = { answers: 480, busy: 486, refuses: 603 } as const;

/** One call from a position to someone outside. */
export function createAnswering(deps: AnsweringDeps, leg: IncomingLeg): Disposable {
  const { clock, logger, call, reception } = deps;
  let stage: AnsweringStage = 'ringing';
  let voice: Voice | undefined;
  let refusal: Parameters<IncomingLeg['reject']>[0] = refusals[reception.mood];
  let timer: Disposable = clock.after(reception.afterMs, () =>
    input(reception.mood === 'answers' ? 'pickUp' : 'refuse'),
  );

  function input(what: AnsweringInput): void {
    const step = answeringStep(stage, what);
    if (!step) return logger.debug('answering: nothing to do', { call, stage, input: what });
    stage = step.next;
    for (const effect of step.effects) effects[effect]();
  }

  function accept(): void {
    try {
      voice = deps.open(() => input('finished'));
    } catch (cause) {
      logger.error('answering: no sound for the call', { call, why: String(cause) });
      refusal = 488;
      return input('acceptFailed');
    }
    leg.accept(voice.peer).catch((cause: unknown) => {
      logger.info('answering: not accepted', { call, why: String(cause) });
      refusal = 488;
      input('acceptFailed');
    });
  }

  function tellEnded(by: EndedBy): void {
    if (voice) deps.emit({ type: 'ended', call, by, ...voice.figures() });
  }

  const effects: Record<AnsweringEffect, () => void> = {
    accept,
    reject: () => void leg.reject(refusal),
    talk() {
      timer = clock.after(deps.longestMs, () => input('finished'));
      deps.emit({ type: 'answered', call, waitedMs: reception.afterMs });
      voice?.begin();
    },
    tellEndedByOperator: () => tellEnded('operator'),
    tellEndedByCaller: () => tellEnded('caller'),
    tellLost: () => tellEnded('lost'),
    hangUp: () => void leg.terminate(),
    release() {
      timer.dispose();
      voice?.dispose();
      voice = undefined;
      deps.handleOver();
    },
  };

  leg.setHandlers({
    handleCancelled: () => input('cancelled'),
    handleAcknowledged: () => input('acknowledged'),
    handleProgress: () => undefined,
    handleEstablished: () => undefined,
    handleFailed: () => undefined,
    handleEnded: ({ by }) => input(by === 'network' ? 'broke' : 'ended'),
    handleRemoteDirection: (direction) => voice?.handleDirection(direction),
  });

  return { dispose: () => input('stop') };
}
