import type { LegHandlers } from '../ports/index.ts';
import { isElsewhere } from '../queue/index.ts';
import type { CallsContext } from './context.ts';
import type { Session } from './session.ts';

/** What happens on a leg, while it is the leg of this session. */
export function legHandlers(
  context: CallsContext,
  session: Session,
  isMine: () => boolean,
  also: Partial<Pick<LegHandlers, 'handleCancelled' | 'handleFailed'>> = {},
): LegHandlers {
  const { sink } = context.deps;
  return {
    handleCancelled(reasons) {
      if (!isMine()) return;
      also.handleCancelled?.(reasons);
      // CANCEL and 200 crossed on the way: a colleague has the caller.
      if (isElsewhere(reasons)) context.input(session, 'cancelledElsewhere', { kind: 'cancelledElsewhere' });
    },
    handleAcknowledged() {
      if (isMine()) context.input(session, 'acknowledged');
    },
    handleProgress(status) {
      if (!isMine()) return;
      session.progress = status;
      context.input(session, 'progress');
    },
    handleEstablished() {
      if (isMine()) context.input(session, 'established');
    },
    handleFailed(status, reason) {
      if (isMine()) also.handleFailed?.(status, reason);
    },
    handleEnded({ by, reasons }) {
      if (!isMine()) return;
      const cause =
        by === 'peer'
          ? ({ kind: 'bye', elsewhere: isElsewhere(reasons) } as const)
          : ({ kind: 'lost' } as const);
      context.input(session, 'ended', cause);
    },
    handleRemoteDirection(direction) {
      if (!isMine() || session.stage === 'over') return;
      const holds = direction === 'sendonly' || direction === 'inactive';
      if (holds === session.peerHolds) return;
      session.peerHolds = holds;
      sink.emit(holds ? 'call.held' : 'call.resumed', { by: 'peer' }, session.about);
    },
  };
}
