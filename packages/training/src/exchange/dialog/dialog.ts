import type { Disposable } from '@samband/telephony/ports';
import type { RawHeader } from '@samband/telephony/sip';
import type { Party } from '../lines.ts';
import type { DialogStage } from './dialog-table.ts';

/** What the exchange calls a queue call by, over all its offers. */
export interface Identity {
  readonly call: string;
  readonly queue: string;
  /** UTC ms, as the clock was then. */
  readonly cameIn: number;
  /** The same on the monotonic clock: order and waiting time go by it. */
  readonly cameInMono: number;
  /** Call-IDs it has had, the last one last. */
  readonly callIds: readonly string[];
}

/** One of the two who talk. */
export interface End {
  readonly party: Party;
  readonly tag: string;
  /** From or To with its tag, as this end is written in the dialog. */
  readonly name: string;
  /** Highest CSeq of its requests. */
  cseq: number;
}

/** A dialog that was answered through here. */
export interface Dialog {
  readonly callId: string;
  readonly ends: readonly [caller: End, callee: End];
  /** Undefined: not a queue call. */
  readonly identity: Identity | undefined;
  stage: DialogStage;
  /** Whose connection is gone. */
  readonly lost: Set<End>;
  /** Takeovers under way. */
  recovering: number;
  /** Who has not heard of the BYE, and what it said. */
  owed: { readonly end: End; readonly reasons: readonly RawHeader[] } | undefined;
  timer: Disposable | undefined;
}

export interface Found {
  readonly dialog: Dialog;
  readonly sender: End;
  readonly receiver: End;
}

export const dialogKey = (callId: string, a: string, b: string): string =>
  `${callId} ${[a, b].sort().join(' ')}`;

export const otherOf = ({ ends: [caller, callee] }: Dialog, end: End): End =>
  end === caller ? callee : caller;
