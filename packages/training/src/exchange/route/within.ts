import type { Dialogs } from '../dialog/dialogs.ts';
import type { Calls } from '../fork/calls.ts';
import type { Sending } from '../fork/branches.ts';
import type { Line } from '../lines.ts';
import type { Request } from '../wire/request.ts';
import type { Passages } from './passages.ts';

export interface WithinDeps {
  readonly dialogs: Dialogs;
  readonly calls: Calls;
  readonly passages: Passages;
  readonly sending: Sending;
  refuse(request: Request, line: Line, status: number): void;
}

/** A request with a To-tag: for the other end of a dialog that was answered here, and for nobody else. */
export function routeWithin(deps: WithinDeps, request: Request, line: Line): void {
  const { dialogs, calls, passages } = deps;
  const found = dialogs.find(request);
  // One line, one user; a line that is new has yet to say whose it is, and the tags are known to two alone.
  const isTheirs = found && (line.user ?? found.sender.party.user) === found.sender.party.user;
  if (!found || !isTheirs || line.side !== found.sender.party.line.side) {
    // An ACK to a refusal of ours, or to a call that is over, has had its effect.
    if (request.method !== 'ACK') deps.refuse(request, line, 481);
    return;
  }
  const { sender, receiver, dialog } = found;
  dialogs.handleRequest(found, request, line);
  if (request.method === 'ACK') {
    // One that could not be given is asked for again by the 200 that comes again.
    if (passages.passAck(request, receiver.party)) calls.handleAck(request);
    return;
  }
  if (request.method === 'INVITE') {
    const nothing = (): void => undefined;
    const hooks = { handleAnswered: nothing, handleUnanswered: nothing };
    const call = calls.begin('within', request, sender.party, hooks);
    if (call && !calls.fork(call, receiver.party, { headers: [], recordRoute: false }))
      calls.refuse(call, 480);
    return;
  }
  const uri = receiver.party.contact;
  if (request.method !== 'BYE') return passages.pass(request, sender.party, receiver.party, { uri });
  dialogs.handleBye(found, request, deps.sending.reach(receiver.party) !== undefined);
  passages.pass(request, sender.party, receiver.party, {
    uri,
    done: () => {
      if (dialog.owed === undefined) dialogs.handleByeAnswered(dialog);
    },
  });
}
