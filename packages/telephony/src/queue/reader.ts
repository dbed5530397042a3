import type { Caller, Location, Site } from '../contract/index.ts';
import type { RequestFacts } from '../ports/index.ts';

/** What the exchange says of a call in headers of its own. */
export interface CallIdentity {
  readonly call?: string;
  /** UTC ms of the exchange's clock. */
  readonly cameIn?: number;
  readonly queueLength?: number;
  readonly recording?: boolean;
  /** Groups calls of one incident. Never hides one. */
  readonly correlation?: string;
}

/** How an INVITE is read. Implemented by the room `identity`. */
export interface IdentityReader {
  callerOf(facts: RequestFacts): Caller;
  locationsOf(facts: RequestFacts): readonly Location[];
  dialledOf(facts: RequestFacts): string;
  callIdentityOf(facts: RequestFacts, headers: Site['exchange']['headers']): CallIdentity;
}
