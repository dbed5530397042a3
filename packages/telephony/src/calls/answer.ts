import type { Problem } from '../contract/index.ts';
import { problemOf, SambandError } from '../contract/index.ts';
import type { Picked } from '../queue/index.ts';
import type { CallsContext } from './context.ts';
import { legHandlers } from './leg-handlers.ts';
import { newSession } from './session.ts';
import type { Session } from './session.ts';

/** An answer that takes longer is tried over the next leg. */
const acceptWithinMs = 10_000;
/** An ACK takes milliseconds; this long without one something is wrong. */
const ackWithinMs = 5000;

/** One press. The rest is told by events: answered, or who has the call instead. */
export function answer(context: CallsContext, call: string, cause: string | undefined): Problem | undefined {
  const { clock, sink, queue } = context.deps;
  if (!context.deps.isSoundOpen()) return problemOf('media.failed', 'media');
  const claim = queue.take(call);
  if (!claim) return problemOf('call.unknown');
  const session = newSession({
    call,
    direction: 'incoming',
    about: claim.about,
    stage: 'answering',
    pressed: clock.mono(),
    claim,
  });
  context.begin(session);
  sink.emit('call.answering', {}, { ...claim.about, cause });
  session.autoHeld = context.holdOthers(call, cause);
  acceptNext(context, session);
  return undefined;
}

/** Accepts over the best leg that has not been tried. */
export function acceptNext(context: CallsContext, session: Session): void {
  const picked = session.claim?.pick();
  if (!picked) return context.input(session, 'exhausted');
  session.leg = picked.leg;
  context.attach(session, picked.routed);
  // Nothing comes before the 200, and the way out is open when it does.
  picked.routed.peer.hear(true);
  void accept(context, session, picked);
}

async function accept(context: CallsContext, session: Session, picked: Picked): Promise<void> {
  const { clock, logger } = context.deps;
  const isMine = () => session.leg === picked.leg && session.stage !== 'over';
  let settled = false;
  let cancelled: () => void = () => {};

  const failed = (code: string) => {
    if (settled) return;
    settled = true;
    watchdog.dispose();
    logger.warn('calls: answer failed', { leg: picked.leg.id, code });
    picked.refuse(code !== 'media.failed');
    picked.routed.peer.close();
    if (!isMine()) return;
    session.lastFailure = code;
    session.leg = undefined;
    session.routed = undefined;
    context.input(session, 'acceptFailed');
  };
  const watchdog = clock.after(acceptWithinMs, () => failed('timeout'));
  session.ackTimer = watchdog;
  cancelled = () => failed('leg.gone');
  picked.own(
    legHandlers(context, session, isMine, {
      handleCancelled: () => {
        if (session.stage === 'answering' || session.stage === 'leaving') cancelled();
      },
    }),
  );

  try {
    await picked.leg.accept(picked.routed.peer);
  } catch (cause) {
    return failed(cause instanceof SambandError ? cause.code : 'internal');
  }
  watchdog.dispose();
  // Given up on, and answered after all: nobody would be at this end.
  if (settled) return void picked.leg.terminate();
  settled = true;
  picked.sent();
  if (!isMine()) return;
  context.input(session, 'accepted');
  if (session.stage === 'accepted') watchForAck(context, session);
}

/**
 * Two 200s crossed at the exchange: the loser of a fork may get neither ACK nor BYE. When another leg was cancelled
 * as answered and no ACK comes, a colleague has the caller; without such a sign the stack's own time-out decides
 * (RFC 3261 §13.3.1.4). A media relay may have followed the loser's answer: whoever hears the caller waits once more.
 */
function watchForAck(context: CallsContext, session: Session, isSecondLook = false): void {
  const { clock, isConnected } = context.deps;
  session.ackTimer = clock.after(ackWithinMs, () => {
    const isReachable = session.leg !== undefined && isConnected(session.leg.edge);
    if (session.stage !== 'accepted' || !isReachable || !session.claim?.mayBeElsewhere()) return;
    if (session.heard && !isSecondLook) return watchForAck(context, session, true);
    context.input(session, 'cancelledElsewhere', { kind: 'cancelledElsewhere' });
  });
}
