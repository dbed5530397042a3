import type { Site, Snapshot } from '../contract/index.ts';
import type { AudioPort, Clock, EventAbout, EventSink, IncomingLeg, Logger } from '../ports/index.ts';
import type { Pool } from './pool.ts';
import type { ExchangeTime } from './identity.ts';
import type { IdentityReader } from './reader.ts';
import type { Reclaim } from './reclaim.ts';
import type { Offer, Row } from './row.ts';
import type { RowInput } from './row-table.ts';

export interface QueueDeps {
  readonly site: Site;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sink: EventSink;
  readonly audio: AudioPort;
  readonly reader: IdentityReader;
  snapshot(): Snapshot;
  exchangeTime(): ExchangeTime;
  isConnected(edge: string): boolean;
  /** Some edge stands. */
  isOnline(): boolean;
  /** Nobody is here, or the role that held this queue has been left: an INVITE that was on its way is none of ours. */
  isUnwanted(queue: string | undefined, unattended: boolean): boolean;
  /** A call of this position to itself, which has been ended: it is no call. */
  isProof(leg: IncomingLeg): boolean;
  /** The exchange offers a call again that is ours and up: our leg may be dead. */
  handleReoffered(call: string): void;
}

/** What the parts of this room share: the rows, and the one way to change them. */
export interface QueueContext {
  readonly deps: QueueDeps;
  readonly rows: Map<string, Row>;
  /** Calls that were lately told as answered elsewhere, and when (monotonic ms). */
  readonly elsewhereAt: ReadonlyMap<string, number>;
  readonly pool: Pool;
  readonly reclaiming: Reclaim;
  about(row: Row): EventAbout;
  /** Runs the table. */
  input(row: Row, what: RowInput): void;
  /** (Re)starts the time for which a withdrawn call is held back. */
  holdBack(row: Row): void;
  /** Forgets one INVITE without a word to the exchange. */
  letGo(row: Row, offer: Offer): void;
}
