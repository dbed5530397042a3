import type { Clock } from '@samband/telephony/ports';
import { valueOf } from '@samband/telephony/sip';
import type { RawHeader } from '@samband/telephony/sip';
import type { Line, Party } from '../lines.ts';
import { forwarded, ownRequest as written } from '../wire/build.ts';
import type { Response } from '../wire/request.ts';
import { uriIn } from '../wire/uri.ts';
import { branchStep } from './branch-table.ts';
import type { BranchEffect, BranchInput } from './branch-table.ts';
import type { Branch, Call } from './call.ts';

/** 64*T1 (RFC 3261 §17.1.1.2). */
export const longestMs = 32_000;

/** All calls and all their branches. */
const mostBranches = 50_000;

export interface Sending {
  readonly domain: string;
  /** Lower-case names that nobody but the exchange may set. */
  readonly strip: ReadonlySet<string>;
  newBranch(): string;
  /** The connection a party is at now, if any; the party remembers it. */
  reach(party: Party): Line | undefined;
}

export interface BranchHandlers {
  handleProgress(call: Call, branch: Branch, response: Response): void;
  handleAccepted(call: Call, branch: Branch, response: Response): void;
  handleRefused(call: Call, branch: Branch, response: Response): void;
}

export interface Forking {
  readonly alarm?: boolean;
  readonly to?: string;
  readonly headers: readonly RawHeader[];
  readonly recordRoute: boolean;
}

/** The INVITEs that are out. */
export interface Branches {
  /** False: the party has no connection, or there is no room. */
  fork(call: Call, party: Party, how: Forking): boolean;
  stop(call: Call, branch: Branch, reasons: readonly RawHeader[]): void;
  /** As `stop`; one that cannot be cancelled now is forgotten. */
  drop(call: Call, branch: Branch): void;
  /** True: it was for a branch. */
  handleResponse(response: Response, line: Line): boolean;
  /** The user has a new connection: what was to be cancelled is cancelled there. */
  handleBack(user: string): void;
  count(): number;
  dispose(): void;
}

function kindOf(status: number): BranchInput {
  if (status === 100) return 'trying';
  return status < 200 ? 'progress' : status < 300 ? 'accepted' : 'refused';
}

/** Who may answer for a party: its own line, its user on another, or one that has not said yet who it is. */
export function mayAnswer(party: Party, line: Line): boolean {
  return (
    line === party.line ||
    line.user === party.user ||
    (line.user === undefined && line.side === party.line.side)
  );
}

export function createBranches(
  deps: { readonly clock: Clock; readonly sending: Sending },
  handlers: BranchHandlers,
): Branches {
  const { clock, sending } = deps;
  const out = new Map<string, { readonly call: Call; readonly branch: Branch }>();

  const effects: Record<BranchEffect, (call: Call, branch: Branch) => void> = {
    tellProgress: (call, branch) =>
      told(branch, (response) => handlers.handleProgress(call, branch, response)),
    tellAccepted: (call, branch) =>
      told(branch, (response) => handlers.handleAccepted(call, branch, response)),
    tellRefused: (call, branch) => told(branch, (response) => handlers.handleRefused(call, branch, response)),
    acknowledge: (call, branch) =>
      sendWith(call, branch, 'ACK', {
        uri: branch.uri,
        branch: branch.id,
        to: branch.response?.to ?? branch.to,
      }),
    cancel: (call, branch) =>
      sendWith(call, branch, 'CANCEL', {
        uri: branch.uri,
        branch: branch.id,
        to: branch.to,
        headers: branch.reasons,
      }),
    endAnswer: (_call, branch) => {
      if (branch.response) endAnswer(sending, branch.response, branch.reasons, sending.reach(branch.party));
    },
    startPatience: (call, branch) => {
      branch.patience = clock.after(longestMs, () => input(call, branch, 'patience'));
    },
    forget: (call, branch) => {
      branch.patience?.dispose();
      out.delete(branch.id);
      call.branches.delete(branch);
    },
  };

  function told(branch: Branch, tell: (response: Response) => void): void {
    if (branch.response) tell(branch.response);
  }

  function sendWith(
    call: Call,
    branch: Branch,
    method: string,
    parts: { uri: string; branch: string; to: string; headers?: readonly RawHeader[] },
  ): void {
    const { from, callId, cseq } = call.invite;
    const text = written(method, { domain: sending.domain, from, callId, cseq, ...parts });
    sending.reach(branch.party)?.send(text);
  }

  function input(call: Call, branch: Branch, what: BranchInput): void {
    const step = branchStep(branch.stage, what);
    if (!step) return;
    branch.stage = step.next;
    for (const effect of step.effects) effects[effect](call, branch);
  }

  return {
    fork(call, party, how) {
      const line = out.size < mostBranches ? sending.reach(party) : undefined;
      if (!line) return false;
      const branch: Branch = {
        id: sending.newBranch(),
        party,
        alarm: how.alarm === true,
        uri: party.contact,
        to: how.to ?? call.invite.to,
        stage: 'sent',
        response: undefined,
        reasons: [],
        patience: undefined,
      };
      out.set(branch.id, { call, branch });
      call.branches.add(branch);
      const { domain, strip } = sending;
      const { headers, recordRoute, to } = how;
      const next = { uri: branch.uri, branch: branch.id, domain, strip, headers, recordRoute };
      line.send(forwarded(call.invite, to === undefined ? next : { ...next, to }));
      return true;
    },
    stop(call, branch, reasons) {
      branch.reasons = reasons;
      input(call, branch, 'stop');
    },
    drop(call, branch) {
      input(call, branch, 'stop');
      if (!sending.reach(branch.party)) input(call, branch, 'patience');
    },
    handleResponse(response, line) {
      const found = out.get(response.branch);
      if (!found) return false;
      const { call, branch } = found;
      // The response to a CANCEL says nothing about the call.
      if (response.method !== 'INVITE' || !mayAnswer(branch.party, line)) return true;
      const what = kindOf(response.status);
      // A fork further down that answers twice: the second one has nobody to talk to (RFC 3261 §13.2.2.4).
      if (what === 'accepted' && branch.stage === 'answered' && response.toTag !== branch.response?.toTag) {
        endAnswer(sending, response, [], line);
        return true;
      }
      branch.party.line = line;
      branch.response = response;
      if (what === 'accepted')
        branch.party.contact = uriIn(valueOf(response.raw, 'contact') ?? branch.party.contact);
      input(call, branch, what);
      return true;
    },
    handleBack(user) {
      for (const { call, branch } of [...out.values()])
        if (branch.party.user === user && !branch.party.line.open) input(call, branch, 'back');
    },
    count: () => out.size,
    dispose() {
      for (const { branch } of out.values()) branch.patience?.dispose();
      out.clear();
    },
  };
}

/**
 * An answer that is not wanted: ACK, and BYE with the reason (RFC 3261 §13.2.2.4, RFC 3326). All that is needed
 * stands in the answer itself, so that one from long ago is ended as well.
 */
export function endAnswer(
  sending: Pick<Sending, 'domain' | 'newBranch'>,
  answer: Response,
  reasons: readonly RawHeader[],
  line: Line | undefined,
): void {
  const { domain } = sending;
  const { from, to, callId, cseq } = answer;
  const parts = { uri: uriIn(valueOf(answer.raw, 'contact') ?? ''), domain, from, to, callId };
  if (parts.uri === '' || !line) return;
  line.send(written('ACK', { ...parts, branch: sending.newBranch(), cseq }));
  line.send(written('BYE', { ...parts, branch: sending.newBranch(), cseq: cseq + 1, headers: reasons }));
}
