import type { Clock } from '@samband/telephony/ports';
import type { RawHeader } from '@samband/telephony/sip';
import type { Line, Party } from '../lines.ts';
import { passedBack, reasonsIn, response as written } from '../wire/build.ts';
import type { Request, Response } from '../wire/request.ts';
import { createBranches, longestMs } from './branches.ts';
import type { Branches, Forking, Sending } from './branches.ts';
import type { Branch, Call, CallHooks, CallKind } from './call.ts';
import { ackKey, bestOf, isUnanswered } from './call.ts';
import { callStep } from './call-table.ts';
import type { CallEffect, CallInput } from './call-table.ts';

/** RFC 3326 §2. */
export const elsewhere: readonly RawHeader[] = [['Reason', 'SIP;cause=200;text="Call completed elsewhere"']];
/** The same for one who is rung no more because others are: nobody has answered, and the caller has not given up. */
export const moved: readonly RawHeader[] = [['Reason', 'SIP;cause=302;text="Others are rung"']];
/** A direct call rings this long; RFC 3261's Timer C is more than three minutes. */
const directMs = 300_000;
const mostCalls = 2000;
/** Answers that come after all was over are told why; so many calls are remembered for it. */
const mostRemembered = 1000;

export interface CallsDeps {
  readonly clock: Clock;
  readonly sending: Sending;
  /** See the configuration. */
  readonly lostMs: number;
  newTag(): string;
}

/** INVITEs from callers, and their forks. */
export interface Calls extends Pick<Branches, 'handleBack'> {
  /** 100 is sent. Undefined: it was refused, or has been here before. */
  begin(kind: CallKind, invite: Request, caller: Party, hooks: CallHooks): Call | undefined;
  fork(call: Call, party: Party, how: Forking): boolean;
  /** Says 182: nobody is there to ring. */
  tellQueued(call: Call): void;
  refuse(call: Call, status: number): void;
  dropBranch(call: Call, branch: Branch): void;
  stopBranches(call: Call, which: (branch: Branch) => boolean, reasons?: readonly RawHeader[]): void;
  handleResponse(response: Response, line: Line): boolean;
  handleCancel(cancel: Request, line: Line): boolean;
  /** ACK to a 2xx. */
  handleAck(ack: Request): void;
  handleLineGone(line: Line): void;
  /** Calls that nobody has answered, in the order they came. */
  unanswered(): Call[];
  count(): number;
  dispose(): void;
  /** Why a call that is over took no more answers. */
  reasonsFor(callId: string): readonly RawHeader[];
}

export function createCalls(deps: CallsDeps): Calls {
  const { clock, sending } = deps;
  const calls = new Set<Call>();
  const byTransaction = new Map<string, Call>();
  const byAck = new Map<string, Call>();
  const endings = new Map<string, readonly RawHeader[]>();
  let cancelReasons: readonly RawHeader[] = [];

  const branches = createBranches(
    { clock, sending },
    {
      handleProgress: (call, branch) => input(call, 'progress', branch),
      handleAccepted: (call, branch) => input(call, 'accepted', branch),
      handleRefused(call, _branch, response) {
        call.refusals.push(response);
        const isOut = [...call.branches].some(({ stage }) => stage === 'sent' || stage === 'ringing');
        // A queue call waits on, whatever a position replies.
        if (call.kind !== 'queue' && !isOut) input(call, 'exhausted');
      },
    },
  );

  const answer = (call: Call, status: number): void => {
    // A provisional response makes a dialog, and a dialog has a remote target (RFC 3261 §12.1.1).
    const headers =
      status > 100 && status < 200 ? [['Contact', `<sip:${sending.domain};transport=ws>`] as const] : [];
    sending.reach(call.caller)?.send(written(call.invite, status, call.tag, headers));
  };
  const pass = (call: Call, response: Response | undefined): void => {
    if (response) sending.reach(call.caller)?.send(passedBack(call.invite, response, sending.strip));
  };

  const effects: Record<CallEffect, (call: Call, branch: Branch | undefined) => void> = {
    tellRinging: (call, branch) => (call.kind === 'queue' ? answer(call, 180) : pass(call, branch?.response)),
    passProgress: (call, branch) => (call.kind === 'queue' ? undefined : pass(call, branch?.response)),
    passAnswer: (call, branch) => pass(call, branch?.response),
    stopOthers(call, branch) {
      call.winner = branch;
      stopBranches(call, (other) => other !== branch, elsewhere);
      remember(call.invite.callId, elsewhere);
      if (branch?.response) call.hooks.handleAnswered(branch, branch.response);
    },
    startSettling(call) {
      call.timer?.dispose();
      call.unreachable?.dispose();
      call.timer = clock.after(longestMs, () => input(call, 'settled'));
    },
    stopAll(call) {
      // Of a queue call nobody is told more than that the caller is gone.
      const reasons = call.kind === 'queue' ? [] : cancelReasons;
      stopBranches(call, () => true, reasons);
      remember(call.invite.callId, reasons);
    },
    tellTerminated: (call) => answer(call, 487),
    tellTimeout: (call) => answer(call, 408),
    tellRefused(call) {
      call.hooks.handleUnanswered();
      pass(call, bestOf(call.refusals));
    },
    tellAbandoned: (call) => call.hooks.handleUnanswered(),
    forget(call) {
      call.timer?.dispose();
      call.unreachable?.dispose();
      if (call.winner) branches.stop(call, call.winner, []);
      calls.delete(call);
      byTransaction.delete(call.invite.transaction);
      if (byAck.get(ackKey(call.invite)) === call) byAck.delete(ackKey(call.invite));
    },
  };

  function remember(callId: string, reasons: readonly RawHeader[]): void {
    // A text of its own: a piece of the INVITE would keep all of it.
    const name = `=${callId}`;
    endings.delete(name);
    endings.set(name, reasons);
    for (const [oldest] of endings) {
      if (endings.size <= mostRemembered) break;
      endings.delete(oldest);
    }
  }

  function input(call: Call, what: CallInput, branch?: Branch): void {
    const step = callStep(call.stage, what);
    if (!step) return;
    call.stage = step.next;
    for (const effect of step.effects) effects[effect](call, branch);
  }

  function stopBranches(
    call: Call,
    which: (branch: Branch) => boolean,
    reasons: readonly RawHeader[] = [],
  ): void {
    for (const branch of [...call.branches]) if (which(branch)) branches.stop(call, branch, reasons);
  }

  /** A direct call that nobody can be reached for any more is given up; a queue call waits. */
  function weighReach(call: Call): void {
    const isThere = [...call.branches].some((branch) => sending.reach(branch.party) !== undefined);
    call.unreachable?.dispose();
    call.unreachable = undefined;
    if (call.kind === 'queue' || !isUnanswered(call) || isThere) return;
    call.unreachable = clock.after(deps.lostMs, () => input(call, 'patience'));
  }

  return {
    begin(kind, invite, caller, hooks) {
      // Over a reliable transport nothing is sent twice; what comes again is not a second call.
      if (byTransaction.has(invite.transaction)) return undefined;
      const call: Call = {
        kind,
        invite,
        caller,
        hooks,
        tag: deps.newTag(),
        branches: new Set(),
        stage: 'queued',
        winner: undefined,
        refusals: [],
        timer: undefined,
        unreachable: undefined,
      };
      const status = byAck.has(ackKey(invite)) ? 482 : calls.size >= mostCalls ? 503 : 100;
      answer(call, status);
      if (status !== 100) return undefined;
      calls.add(call);
      byTransaction.set(invite.transaction, call);
      byAck.set(ackKey(invite), call);
      if (kind !== 'queue') call.timer = clock.after(directMs, () => input(call, 'patience'));
      return call;
    },
    fork(call, party, how) {
      const isOut = isUnanswered(call) && branches.fork(call, party, how);
      weighReach(call);
      return isOut;
    },
    tellQueued: (call) => answer(call, 182),
    refuse(call, status) {
      if (!isUnanswered(call)) return;
      call.stage = 'over';
      answer(call, status);
      effects.forget(call, undefined);
    },
    dropBranch: branches.drop,
    stopBranches,
    handleResponse: branches.handleResponse,
    handleCancel(cancel, line) {
      const call = byTransaction.get(cancel.transaction);
      if (!call || call.caller.line !== line) return false;
      line.send(written(cancel, 200, call.tag));
      cancelReasons = reasonsIn(cancel);
      input(call, 'cancel');
      cancelReasons = [];
      return true;
    },
    handleAck(ack) {
      const call = byAck.get(ackKey(ack));
      if (call) input(call, 'settled');
    },
    handleLineGone(line) {
      for (const call of [...calls]) {
        // It gives the call up itself, and could not be told of an answer.
        if (call.caller.line === line) input(call, 'callerGone');
        else weighReach(call);
      }
    },
    handleBack: branches.handleBack,
    unanswered: () => [...calls].filter(isUnanswered),
    count: () => calls.size + branches.count(),
    reasonsFor: (callId) => endings.get(`=${callId}`) ?? [],
    dispose() {
      for (const call of calls) {
        call.timer?.dispose();
        call.unreachable?.dispose();
      }
      calls.clear();
      byTransaction.clear();
      byAck.clear();
      branches.dispose();
    },
  };
}
