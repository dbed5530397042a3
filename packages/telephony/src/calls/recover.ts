import { fillTemplate } from '../contract/index.ts';
import type { Disposable, InviteOptions, SipFlow } from '../ports/index.ts';
import type { CallsContext } from './context.ts';
import { inviteNext } from './dial.ts';
import type { Session } from './session.ts';

/** Longer than this the exchange will not have kept the caller for us. */
const recoverWithinMs = 15_000;

/** RFC 3891 §3: the tags as the exchange sees them: to-tag is the one of the far end of its dialog with us. */
export function replacesHeader(saved: NonNullable<Session['saved']>): readonly [string, string] {
  return ['Replaces', `${saved.callId};to-tag=${saved.remoteTag};from-tag=${saved.localTag}`];
}

/** Takes calls back that an earlier engine had up, by INVITE with Replaces (design: a call outlives its engine). */
export interface Recovery extends Disposable {
  begin(sessions: readonly Session[]): void;
  /** An edge is registered, or sound is open: what waits for them is tried. */
  resume(): void;
}

export function createRecovery(context: CallsContext): Recovery {
  const { clock, site, sink } = context.deps;
  const waiting = new Set<Session>();
  let deadline: Disposable | undefined;

  function fail(session: Session, reason: string): void {
    waiting.delete(session);
    context.input(session, 'failed', { kind: 'recovery', reason });
  }

  function invite(session: Session): void {
    const { saved } = session;
    const template = site.exchange.can.recover;
    if (!saved || template === undefined) return fail(session, 'recover.unavailable');
    const flows: SipFlow[] = [...context.deps.flows()].sort(
      (a, b) => Number(b.edge === saved.edge) - Number(a.edge === saved.edge),
    );
    if (flows.length === 0) return;
    waiting.delete(session);
    const options: InviteOptions = {
      target: fillTemplate(template, { domain: site.exchange.domain }),
      from: context.deps.ownAor,
      headers: [replacesHeader(saved)],
    };
    session.tryNext = () => inviteNext(context, session, flows, options);
    session.tryNext();
  }

  return {
    begin(sessions) {
      for (const session of sessions) {
        context.begin(session);
        waiting.add(session);
        sink.emit('call.recovering', {}, session.about);
      }
      if (site.exchange.can.recover === undefined)
        for (const session of sessions) fail(session, 'recover.unavailable');
      if (waiting.size > 0)
        deadline = clock.after(recoverWithinMs, () => {
          for (const session of waiting) fail(session, 'recover.noEdge');
        });
    },
    resume() {
      if (!context.deps.isSoundOpen()) return;
      // The call that was being talked in comes first.
      for (const session of [...waiting].sort((a, b) => Number(a.held) - Number(b.held))) invite(session);
    },
    dispose: () => deadline?.dispose(),
  };
}
