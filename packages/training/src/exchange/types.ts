import type { Clock, Ids, Logger } from '@samband/telephony/ports';

/** Headers the exchange sets toward positions; whatever arrives under these names is removed. */
export interface ExchangeHeaders {
  /** One identity of the call over all offers. */
  readonly call: string;
  /** UTC milliseconds at which the call arrived. */
  readonly cameIn: string;
  /** Calls waiting in the queue, this one included. */
  readonly queueLength: string;
  /** `unattended`: nobody is ready, all signed-in positions ring. */
  readonly alarm: string;
  /** Removed, never set: nothing is recorded here. */
  readonly recording: string;
}

/** The names the reference exchange uses too. */
export const standardHeaders: ExchangeHeaders = {
  call: 'X-Call',
  cameIn: 'X-Came-In',
  queueLength: 'X-Queue-Length',
  alarm: 'X-Alarm',
  recording: 'X-Recording',
};

export interface ExchangeConfig {
  /** Realm of the digest and host of all addresses of record. */
  readonly domain: string;
  /** User parts of the queues' addresses, the first of them being for `urn:service:sos`. */
  readonly queues: readonly string[];
  /** Positions are `pos1` to `posN`. */
  readonly positions: number;
  /** A call that has waited this long with nobody at its queue rings at every signed-in position. */
  readonly unattendedMs: number;
  /** A party whose connection is gone this long is taken out of its call. */
  readonly lostMs: number;
  readonly headers: ExchangeHeaders;
  /** Messages of one connection. More than this are dropped, and counted. */
  readonly rate?: { readonly perSecond: number; readonly burst: number };
}

/** One WebSocket, as the exchange needs it. `send` and `close` must not throw. */
export interface Connection {
  /** Consoles, or the simulated telephone network. */
  readonly side: Side;
  send(text: string): void;
  close(): void;
}
export type Side = 'position' | 'outside';

/** What happened, for who runs the exchange. Call identities only: no number and no name. */
export type ExchangeEvent =
  | { readonly type: 'registered' | 'unregistered'; readonly user: string; readonly aor: string }
  | {
      readonly type: 'call.waiting';
      readonly call: string;
      readonly queue: string;
      readonly callId: string;
      /** It was answered before, by a position that was lost. */
      readonly again: boolean;
    }
  | { readonly type: 'call.unattended'; readonly call: string; readonly queue: string }
  | { readonly type: 'call.answered'; readonly call: string; readonly queue: string; readonly user: string }
  | {
      readonly type: 'call.ended';
      readonly call: string;
      readonly queue: string;
      readonly how: CallEnd;
    }
  /** A message that broke a rule; `why` names the rule, never the content. */
  | { readonly type: 'refused'; readonly side: Side; readonly why: string };

/** `abandoned`: before an answer. `hungUp`: a BYE. `lost`: the connection of a party was. `replaced`: taken over. */
export type CallEnd = 'abandoned' | 'hungUp' | 'lost' | 'replaced';

export interface ExchangeDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly config: ExchangeConfig;
  /** HA1 = MD5(user:domain:secret) of `posN` or `outside` (RFC 3261 §22.4). */
  ha1Of(user: string): string | undefined;
  handle?(event: ExchangeEvent): void;
}

/** How many of each there are now. */
export interface ExchangeFigures {
  /** Bindings of contacts to addresses of record. */
  readonly registrations: number;
  /** Queue calls that nobody has answered. */
  readonly waiting: number;
  /** Dialogs that are up. */
  readonly calls: number;
  /** Requests under way: calls that ring, their branches, and everything else that waits for a response. */
  readonly transactions: number;
  readonly connections: number;
  /** Messages that broke a rule, since the start. */
  readonly refused: number;
}

/** The exchange's end of one connection. Neither method throws, whatever comes. */
export interface Accepted {
  handleText(text: string): void;
  handleClosed(): void;
}

export interface Exchange {
  accept(connection: Connection): Accepted;
  figures(): ExchangeFigures;
  /** Users that are registered at their own address: `pos1`, `outside` … */
  signedIn(): readonly string[];
  /** Closes every connection and releases every timer; nothing is said to anybody. */
  dispose(): void;
}
