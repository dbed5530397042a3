import type { DialogFacts, Logger } from '../ports/index.ts';
import type { DialogDeps } from './dialog.ts';

/** What the flow tells each of its legs. */
export interface LegControl {
  /** Of a call that is up. */
  dialog(): DialogFacts | undefined;
  handleConnected(): void;
  handleDisconnected(): void;
  /** Releases everything, sends and tells nothing. */
  dispose(): void;
}

export interface LegDeps extends DialogDeps {
  readonly id: string;
  readonly edge: string;
  readonly logger: Logger;
  /** The flow may forget the leg. Idempotent. */
  readonly release: () => void;
}

/** What an INVITE that rings tells its flow. */
export interface IncomingLegDeps extends LegDeps {
  /** It rings no more: answered, refused, over or forgotten. Idempotent. */
  readonly handleSettled: () => void;
  /** It is answered by nothing, and stays known for a CANCEL that may come over this socket. */
  readonly handleForgotten: () => void;
}
