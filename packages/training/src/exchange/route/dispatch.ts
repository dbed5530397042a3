import { tagOf } from '@samband/telephony/sip';
import type { RawHeader } from '@samband/telephony/sip';
import type { Passed } from '../auth/gate.ts';
import type { Dialogs } from '../dialog/dialogs.ts';
import { endAnswer } from '../fork/branches.ts';
import type { Sending } from '../fork/branches.ts';
import type { Calls } from '../fork/calls.ts';
import type { Line } from '../lines.ts';
import { response as written } from '../wire/build.ts';
import type { Request, Response } from '../wire/request.ts';
import { allowed, faultOf } from '../wire/screen.ts';
import { readUri } from '../wire/uri.ts';
import type { Passages } from './passages.ts';

export interface DispatchDeps {
  readonly calls: Calls;
  readonly dialogs: Dialogs;
  readonly passages: Passages;
  readonly sending: Sending;
  /** Begins every branch of ours. */
  readonly marker: string;
  newTag(): string;
  gate(request: Request, line: Line): Passed;
  count(line: Line, why: string): void;
  close(line: Line): void;
  handleRegister(request: Request, line: Line, user: string): void;
  handleInvite(request: Request, line: Line, user: string): void;
  handlePage(request: Request, line: Line, user: string): void;
  handleWithin(request: Request, line: Line): void;
}

/** What comes over a line, by its kind (RFC 3261 §16.2). */
export interface Dispatch {
  handleRequest(request: Request, line: Line): void;
  handleResponse(response: Response, line: Line): void;
  refuse(request: Request, line: Line, status: number, headers?: readonly RawHeader[]): void;
}

export function createDispatch(deps: DispatchDeps): Dispatch {
  const { calls, dialogs, passages, sending } = deps;

  function refuse(request: Request, line: Line, status: number, headers: readonly RawHeader[] = []): void {
    if (request.method !== 'ACK') line.send(written(request, status, deps.newTag(), headers));
  }

  /** Whoever begins something here says first who it is. */
  function proved(
    request: Request,
    line: Line,
    then: (request: Request, line: Line, user: string) => void,
  ): void {
    const passed = deps.gate(request, line);
    if (passed.ok) return then(request, line, passed.user);
    refuse(request, line, passed.status, passed.headers);
    if (passed.status === 403) deps.count(line, 'secret');
    if (passed.close) deps.close(line);
  }

  function handleRequest(request: Request, line: Line): void {
    const fault = faultOf(request, deps.marker);
    if (fault) {
      deps.count(line, fault.why);
      if (fault.status !== undefined) refuse(request, line, fault.status, fault.headers);
      return;
    }
    const { method } = request;
    if (method === 'CANCEL')
      return calls.handleCancel(request, line) ? undefined : refuse(request, line, 481);
    if (request.toTag !== '') return deps.handleWithin(request, line);
    if (method === 'ACK') return;
    if (method === 'REGISTER') return proved(request, line, deps.handleRegister);
    if (method === 'INVITE') return proved(request, line, deps.handleInvite);
    if (method === 'MESSAGE') return proved(request, line, deps.handlePage);
    if (method !== 'OPTIONS') return refuse(request, line, 405, [['Allow', allowed]]);
    // To the exchange itself it is a ping, and needs no proof.
    if ((readUri(request.uri)?.user ?? '') === '') return refuse(request, line, 200, [['Allow', allowed]]);
    return proved(request, line, deps.handlePage);
  }

  return {
    refuse,
    handleRequest,
    handleResponse(response, line) {
      if (calls.handleResponse(response, line) || passages.handleResponse(response, line)) return;
      if (!response.branch.startsWith(deps.marker)) return deps.count(line, 'response');
      if (response.method !== 'INVITE' || response.status < 200 || response.status > 299) return;
      // From long ago, out of a connection that was lost. What stands is told again that it does; the rest ends.
      const { callId, from, toTag } = response;
      if (dialogs.find({ callId, fromTag: tagOf(from), toTag })) return;
      endAnswer(sending, response, calls.reasonsFor(callId), line);
    },
  };
}
