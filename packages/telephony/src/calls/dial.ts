import type { Problem } from '../contract/index.ts';
import { fillTemplate, problemOf } from '../contract/index.ts';
import type { InviteOptions, SipFlow } from '../ports/index.ts';
import { createRoutedPeer } from '../queue/index.ts';
import type { CallsContext } from './context.ts';
import { legHandlers } from './leg-handlers.ts';
import { callBackTarget, targetOf } from './number.ts';
import type { Target } from './number.ts';
import { newSession } from './session.ts';
import type { Session } from './session.ts';

/** RFC 7090 §5: a call back to someone who called for help; networks and blocked phones let it through. */
const callBackHeader = ['Priority', 'psap-callback'] as const;

export interface Dial {
  readonly target: Target;
  /** Text that was dialled. */
  readonly text: string;
  /** Queue whose AoR stands in From; else the position's own. */
  readonly queue?: string | undefined;
  readonly callsBack?: string | undefined;
}

/** The edge, not the called party, refused: another edge may do. */
function isEdgeFailure(status: number, progress: number): boolean {
  return progress < 180 && (status === 0 || status === 503);
}

export function dial(context: CallsContext, what: Dial, cause: string | undefined): Problem | undefined {
  const { deps } = context;
  const { clock, ids, site, sink } = deps;
  const queue = site.queues.find((item) => item.id === what.queue);
  if (what.queue !== undefined && !queue) return problemOf('queue.unknown', 'input');
  const flows = [...deps.flows()];
  if (flows.length === 0) return problemOf('network.noEdge', 'network');
  if (!deps.isSoundOpen()) return problemOf('media.failed', 'media');

  const call = ids.next();
  const about = { call };
  const session = newSession({
    call,
    direction: 'outgoing',
    about,
    stage: 'dialling',
    pressed: clock.mono(),
    callsBack: what.callsBack,
  });
  const options: InviteOptions = {
    target: what.target.uri,
    from: queue ? fillTemplate(queue.aor, { domain: site.exchange.domain }) : deps.ownAor,
    headers: what.callsBack === undefined ? [] : [callBackHeader],
  };
  context.begin(session);
  sink.emit(
    'call.dialled',
    {
      target: what.target.caller,
      dialled: what.text.slice(0, 256),
      ...(queue ? { queue: queue.id } : {}),
      ...(what.callsBack === undefined ? {} : { callsBack: what.callsBack }),
    },
    { ...about, cause },
  );
  session.autoHeld = context.holdOthers(call, cause);
  session.tryNext = () => inviteNext(context, session, flows, options);
  session.tryNext();
  return undefined;
}

/** Calls over the next of these flows. False: none is left. */
export function inviteNext(
  context: CallsContext,
  session: Session,
  flows: SipFlow[],
  options: InviteOptions,
): boolean {
  const flow = flows.shift();
  if (!flow) return false;
  session.routed?.peer.close();
  const routed = createRoutedPeer(context.deps.audio);
  context.attach(session, routed);
  // The network's own tones and announcements are to be heard before the answer.
  routed.peer.hear(true);
  const isMine = () => session.routed === routed && session.stage !== 'over';
  session.leg = flow.invite(
    options,
    routed.peer,
    legHandlers(context, session, isMine, {
      handleFailed: (status) => {
        const again = isEdgeFailure(status, session.progress) && flows.length > 0;
        context.input(session, again ? 'edgeFailed' : 'failed', { kind: 'status', status });
      },
    }),
  );
  return true;
}

export function dialText(
  context: CallsContext,
  text: string,
  queue: string | undefined,
  cause: string | undefined,
) {
  const target = targetOf(text, context.deps.site);
  if (!target) return problemOf('dial.target', 'input');
  return dial(context, { target, text, queue }, cause);
}

export function callBack(
  context: CallsContext,
  call: string,
  cause: string | undefined,
): Problem | undefined {
  const { site, snapshot } = context.deps;
  const item = snapshot().unanswered.find((other) => other.call === call);
  if (!item) return problemOf('call.unknown');
  const target = callBackTarget(item.caller, site);
  if (!target) return problemOf('unanswered.noNumber');
  return dial(
    context,
    { target, text: item.caller.number ?? target.uri, queue: item.queue, callsBack: call },
    cause,
  );
}
