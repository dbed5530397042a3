import type { IncomingLeg } from '../ports/index.ts';
import { createRoutedPeer } from '../queue/index.ts';
import type { CallsContext } from './context.ts';
import type { Farewell } from './farewell.ts';
import { legHandlers } from './leg-handlers.ts';
import { applySound } from './session.ts';
import type { Session } from './session.ts';

/**
 * An INVITE that takes the place of a dialog of ours (RFC 3891 §3): accepted without a press, since the call is being
 * talked in; the old leg ends when the new one is confirmed. False: no such call here, the INVITE is like any other.
 */
export function replaceLeg(context: CallsContext, farewell: Farewell, leg: IncomingLeg): boolean {
  const { replaces } = leg;
  if (!replaces || !context.deps.isSoundOpen()) return false;
  const session = [...context.sessions.values()].find((item) => {
    const dialog = item.stage === 'up' ? item.leg?.dialog() : undefined;
    return (
      dialog?.callId === replaces.callId &&
      dialog.localTag === replaces.localTag &&
      dialog.remoteTag === replaces.remoteTag
    );
  });
  if (!session) return false;
  void replace(context, farewell, session, leg);
  return true;
}

async function replace(
  context: CallsContext,
  farewell: Farewell,
  session: Session,
  leg: IncomingLeg,
): Promise<void> {
  const { audio, logger } = context.deps;
  const old = { leg: session.leg, routed: session.routed };
  const routed = createRoutedPeer(audio);
  let isGone = false;

  const giveUp = (why: string) => {
    if (isGone) return;
    isGone = true;
    logger.warn('calls: a leg was not replaced', { leg: leg.id, why });
    routed.peer.close();
  };
  const isMine = () => session.leg === leg;
  const own = legHandlers(context, session, isMine);
  leg.setHandlers({
    ...own,
    handleCancelled: () => giveUp('cancelled'),
    handleAcknowledged() {
      if (isGone) return;
      if (session.stage !== 'up' || session.leg !== old.leg) {
        giveUp('the call is over');
        return farewell.terminate(leg);
      }
      session.leg = leg;
      context.attach(session, routed);
      applySound(session);
      routed.peer.watch();
      old.routed?.peer.close();
      if (old.leg) farewell.terminate(old.leg);
    },
    handleEnded: (end) => (isMine() ? own.handleEnded(end) : giveUp('ended')),
  });
  try {
    await leg.accept(routed.peer);
  } catch (cause) {
    giveUp(cause instanceof Error ? cause.message : 'unknown');
    leg.abandon();
  }
}
