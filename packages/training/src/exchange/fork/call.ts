import type { Disposable } from '@samband/telephony/ports';
import type { RawHeader } from '@samband/telephony/sip';
import type { Line, Party } from '../lines.ts';
import type { Request, Response } from '../wire/request.ts';
import type { BranchStage } from './branch-table.ts';
import type { CallStage } from './call-table.ts';

/** One INVITE to one contact. */
export interface Branch {
  /** Branch of our Via: the transaction. */
  readonly id: string;
  readonly party: Party;
  /** Rings because nobody is ready. */
  readonly alarm: boolean;
  /** Request-URI and To as they were sent: CANCEL and ACK repeat them (RFC 3261 §9.1). */
  readonly uri: string;
  readonly to: string;
  stage: BranchStage;
  /** Last response. */
  response: Response | undefined;
  /** Reason headers of the CANCEL, and of the BYE to an answer that crosses it. */
  reasons: readonly RawHeader[];
  patience: Disposable | undefined;
}

/**
 * `queue`: refusals mean nothing, and it waits for ever. `direct`: to one address. `within`: a new offer in a
 * dialog, hop by hop like the others.
 */
export type CallKind = 'queue' | 'direct' | 'within';

export interface CallHooks {
  /** The first 2xx of a branch, before the caller gets it. */
  handleAnswered(branch: Branch, response: Response): void;
  /** Nobody answered: cancelled, refused, given up. */
  handleUnanswered(): void;
}

/** One INVITE from a caller. */
export interface Call {
  readonly kind: CallKind;
  readonly invite: Request;
  readonly caller: Party;
  /** To-tag of what the exchange itself responds. */
  readonly tag: string;
  readonly hooks: CallHooks;
  /** Branches that have not had their final response. */
  readonly branches: Set<Branch>;
  stage: CallStage;
  winner: Branch | undefined;
  refusals: Response[];
  timer: Disposable | undefined;
  /** Runs while no branch has a connection. */
  unreachable: Disposable | undefined;
}

export const isUnanswered = (call: Call): boolean => call.stage === 'queued' || call.stage === 'ringing';

/** Rings, or may, at this line. */
export const ringsOn = (call: Call, line: Line): boolean =>
  [...call.branches].some(
    (branch) => branch.party.line === line && (branch.stage === 'sent' || branch.stage === 'ringing'),
  );

/** Names a call by its caller's own words: what its ACK repeats (RFC 3261 §13.2.2.4). */
export const ackKey = (message: { callId: string; fromTag: string; cseq: number }): string =>
  `${message.callId} ${message.fromTag} ${message.cseq}`;

/** The refusal to pass on (RFC 3261 §16.7 item 6): 6xx first, then the lowest class, then the first that came. */
export function bestOf(refusals: readonly Response[]): Response | undefined {
  const rank = ({ status }: Response): number => (status >= 600 ? 0 : Math.trunc(status / 100));
  return [...refusals].sort((a, b) => rank(a) - rank(b))[0];
}
