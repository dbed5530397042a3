import { replacesOf, valuesOf } from '@samband/telephony/sip';
import type { RawHeader } from '@samband/telephony/sip';
import { otherOf } from '../dialog/dialog.ts';
import type { Dialogs } from '../dialog/dialogs.ts';
import type { Line, Party } from '../lines.ts';
import type { Queueing } from '../queue/queueing.ts';
import type { Bindings } from '../registrar/bindings.ts';
import type { ExchangeConfig } from '../types.ts';
import type { Request } from '../wire/request.ts';
import { readUri, uriIn } from '../wire/uri.ts';
import type { Direct } from './direct.ts';

export interface InviteDeps {
  readonly config: ExchangeConfig;
  readonly bindings: Bindings;
  readonly dialogs: Dialogs;
  readonly queueing: Queueing;
  readonly direct: Direct;
  readonly isPosition: (user: string) => boolean;
  /** X-Call and its like for a call to a position. */
  stamp(): readonly RawHeader[];
  refuse(request: Request, line: Line, status: number): void;
}

/** Call-IDs of one call that are remembered. */
const mostNames = 8;
/** User part that stands for a takeover (RFC 3891). */
const recover = 'recover';

/** The queue that a caller from outside means: dialled as it is, or by a number, or by a service (RFC 5031). */
function queueOf(uri: string, queues: readonly string[]): string | undefined {
  const target = readUri(uri);
  if (!target) return undefined;
  const named = queues.find((queue) => queue === target.user);
  const isService = target.scheme === 'tel' || target.user.startsWith('urn:service:sos');
  return named ?? (isService ? queues[0] : undefined);
}

/** Where a call goes. Who makes it has been proved. */
export function routeInvite(deps: InviteDeps, request: Request, line: Line, user: string): void {
  const { config, direct } = deps;
  const [contact] = valuesOf(request.raw, 'contact');
  if (contact === undefined || readUri(uriIn(contact)) === undefined) return deps.refuse(request, line, 400);
  const caller: Party = { user, contact: uriIn(contact), line };
  const queue = queueOf(request.uri, config.queues);
  const target = readUri(request.uri)?.user ?? '';
  if (line.side === 'outside') {
    if (queue !== undefined) return deps.queueing.arrive(queue, request, caller);
    if (!deps.isPosition(target)) return deps.refuse(request, line, 404);
    return direct.call(request, caller, { aor: target, headers: deps.stamp() });
  }
  // A position calls as itself, or calls back as the queue that was dialled.
  const from = readUri(uriIn(request.from))?.user ?? '';
  if (from !== user && !config.queues.includes(from)) return deps.refuse(request, line, 403);
  if (config.queues.includes(target)) return deps.queueing.arrive(target, request, caller);
  if (deps.isPosition(target)) return direct.call(request, caller, { aor: target, headers: deps.stamp() });
  if (target === recover) return takeOver(deps, request, line, caller);
  if (target === '') return deps.refuse(request, line, 484);
  return callOut(deps, request, line, caller, target);
}

/** To whom the dialog leads that Replaces names: the one whose tag is the to-tag (RFC 3891 §3). */
function takeOver(deps: InviteDeps, request: Request, line: Line, caller: Party): void {
  const replaces = replacesOf(valuesOf(request.raw, 'replaces'));
  if (replaces === undefined) return deps.refuse(request, line, 404);
  if (replaces === 'invalid') return deps.refuse(request, line, 400);
  const { callId, localTag, remoteTag } = replaces.dialog;
  const found = deps.dialogs.find({ callId, fromTag: remoteTag, toTag: localTag });
  if (!found || found.dialog.stage === 'ending') return deps.refuse(request, line, 481);
  const { dialog, sender } = found;
  const party = otherOf(dialog, sender).party;
  const { identity } = dialog;
  const callIds = [...(identity?.callIds ?? []), request.callId].slice(-mostNames);
  dialog.recovering += 1;
  deps.direct.call(request, caller, {
    party: { ...party },
    headers: [],
    ...(identity === undefined ? {} : { identity: { ...identity, callIds } }),
    handleOver(answered) {
      dialog.recovering -= 1;
      if (answered) deps.dialogs.handleReplaced(dialog);
    },
  });
}

/** What is no position and no queue is a number of the telephone network's. */
function callOut(deps: InviteDeps, request: Request, line: Line, caller: Party, target: string): void {
  const network = deps.bindings.of('outside').at(-1);
  if (!network) return deps.refuse(request, line, 480);
  const { user, contact } = network;
  const dialled = encodeURIComponent(target).replaceAll('%2B', '+');
  // RFC 7315 §4.2: the Request-URI is the network's contact now, and says no more what was dialled.
  const headers = [['P-Called-Party-ID', `<sip:${dialled}@${deps.config.domain}>`] as const];
  deps.direct.call(request, caller, { party: { user, contact, line: network.line }, headers });
}
