import type { Credentials } from '../contract/index.ts';
import type { SdpPeer } from './media.ts';

/** One value of a Reason header (RFC 3326): `SIP;cause=200`, `Q.850;cause=26`. */
export interface SipReason {
  readonly protocol: string;
  readonly cause?: number;
  readonly text?: string;
}

/** One part of a request's body; a body that is not multipart is one part. */
export interface BodyPart {
  /** Media type in lower case without parameters. */
  readonly type: string;
  /** Content-ID without the angle brackets. */
  readonly id?: string;
  readonly content: string;
}

/** An INVITE as it came over the wire, before any repair: what identity reads. Bounded by the stack. */
export interface RequestFacts {
  readonly requestUri: string;
  readonly callId: string;
  readonly fromTag: string;
  /** Header name (as sent) and raw value, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly parts: readonly BodyPart[];
}

/** Identifies a confirmed dialog (RFC 3261 §12). */
export interface DialogFacts {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
}

export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** What happens on a leg. Each is called at most once, but for progress and direction. */
export interface LegHandlers {
  /** Incoming, before the answer: CANCEL came. */
  handleCancelled(reasons: readonly SipReason[]): void;
  /** Incoming: the ACK to our 200 came. Established is only now (RFC 3261 §13.3.1.4). */
  handleAcknowledged(): void;
  /** Outgoing: a provisional response. */
  handleProgress(status: number): void;
  /** Outgoing: 2xx came and its answer was applied. */
  handleEstablished(): void;
  /** Outgoing: a final refusal; 0 when none came (time-out, no connection, media failed). */
  handleFailed(status: number, reason: string): void;
  /** BYE from the peer, or the dialog was lost (no ACK, 481 to a re-INVITE). Not called for our own BYE. */
  handleEnded(end: { by: 'peer' | 'network'; reasons: readonly SipReason[] }): void;
  /** The peer's direction after an accepted re-INVITE: `sendonly` or `inactive` = the peer holds us. */
  handleRemoteDirection(direction: MediaDirection): void;
}

export interface SipLeg {
  /** Local and unique, for logs. */
  readonly id: string;
  readonly edge: string;
  /** Undefined until there is a dialog. */
  dialog(): DialogFacts | undefined;
  /**
   * New offer in the dialog: hold, resume, ICE restart. One at a time per dialog; 491 is retried
   * (RFC 3261 §14.1). Rejects with SambandError `reinvite.failed`; the call goes on as it was.
   */
  reinvite(options: { iceRestart: boolean }): Promise<void>;
  /** BYE, or CANCEL before the answer. Resolves when sent; never rejects. */
  terminate(): Promise<void>;
}

export interface IncomingLeg extends SipLeg {
  readonly facts: RequestFacts;
  /** Call-ID etc. of the dialog that this INVITE replaces (RFC 3891), already matched; absent otherwise. */
  readonly replaces?: DialogFacts;
  /** SDP of the INVITE; undefined when it came without an offer. */
  readonly offer: string | undefined;
  setHandlers(handlers: LegHandlers): void;
  /** 183 with the prepared answer, where the site allows it. */
  progress(peer: SdpPeer): Promise<void>;
  /**
   * 200 OK with `peer`'s answer (prepared earlier, or made now). Resolves when the 200 is on its way.
   * Rejects with SambandError: `leg.gone` (cancelled meanwhile), `media.failed`, `network.lost`.
   */
  accept(peer: SdpPeer): Promise<void>;
  /** Final refusal. Only for direct calls: a queue call is never refused. */
  reject(status: 480 | 486 | 488 | 603): Promise<void>;
  /** Forget it without any answer: log-off, hide, lost flow. Nothing is sent. */
  abandon(): void;
}

export interface InviteOptions {
  readonly target: string;
  /** From of the call: own AoR, or a queue's. */
  readonly from: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export type RegisterOutcome =
  | {
      readonly ok: true;
      /** Seconds. */
      readonly expires: number;
      /** Date header of the response. */
      readonly date?: string;
    }
  | { readonly ok: false; readonly status: number; readonly reason: string };

export interface FlowConfig {
  readonly edge: string;
  readonly url: string;
  /** The position's own AoR. */
  readonly aor: string;
  /** User part of the Contact: stable per position, or each reconnect eats a branch at the registrar. */
  readonly contactUser: string;
  readonly instanceId: string;
  /** RFC 5626: 1 for the first edge, 2 for the second. */
  readonly regId: number;
  readonly credentials: Credentials;
  readonly userAgent: string;
}

export interface FlowHandlers {
  handleConnected(): void;
  /** The socket is gone, or never came up. `reason` is a word for logs and messages: `closed`, `refused`, `timeout`. */
  handleDisconnected(reason: string): void;
  handleIncoming(leg: IncomingLeg): void;
  /**
   * A message was refused or could not be read, or a part of one was left out. `why` names the rule, never the content.
   * `isCall`: it was an INVITE outside a dialog, so a caller may be waiting who is not shown here.
   */
  handleDropped(why: string, isCall: boolean): void;
}

/** One flow to one edge: one WebSocket, one user agent (RFC 5626). */
export interface SipFlow {
  readonly edge: string;
  /** One try, bounded by `timeoutMs`. Success and failure are told by the handlers too. */
  connect(timeoutMs: number): Promise<void>;
  /** Closes the socket and forgets it without a word to the exchange: waiting calls stay with the others. */
  drop(): void;
  /** OPTIONS to the edge; rejects when nothing came back in time. Finds sockets that died silently. */
  ping(timeoutMs: number): Promise<void>;
  /** REGISTER of one AoR with this flow's contact. Never rejects. A refresh is the same call again. */
  register(aor: string, expiresSeconds: number): Promise<RegisterOutcome>;
  unregister(aor: string): Promise<RegisterOutcome>;
  invite(options: InviteOptions, peer: SdpPeer, handlers: LegHandlers): SipLeg;
  /** Ends the flow for good, as `drop` does; releases everything. */
  dispose(): void;
}

/** SIP, server-neutral. Implemented over sip.js in the room `sip`, by a fake in tests. */
export interface SipStack {
  openFlow(config: FlowConfig, handlers: FlowHandlers): SipFlow;
}
