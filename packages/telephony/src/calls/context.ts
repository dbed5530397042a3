import type { Site, Snapshot } from '../contract/index.ts';
import type { AudioPort, Clock, EventSink, Ids, Logger, SipFlow } from '../ports/index.ts';
import type { Queue } from '../queue/index.ts';
import type { CallInput } from './call-table.ts';
import type { EndFacts } from './ending.ts';
import type { Session } from './session.ts';

export interface CallsDeps {
  readonly site: Site;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly sink: EventSink;
  readonly audio: AudioPort;
  /** From of the position's own calls. */
  readonly ownAor: string;
  readonly queue: Pick<Queue, 'take' | 'giveBack' | 'handleConfirmed' | 'livesOn' | 'handleCallOver'>;
  snapshot(): Snapshot;
  /** Flows one can call over, best first. */
  flows(): readonly SipFlow[];
  isConnected(edge: string): boolean;
  /** Peers can be made. */
  isSoundOpen(): boolean;
  /** Sound has lost its way: the flows may be dead too and nobody has noticed. */
  handlePathTrouble(): void;
}

/** What the parts of this room share: the calls, and the one way to change them. */
export interface CallsContext {
  readonly deps: CallsDeps;
  readonly sessions: Map<string, Session>;
  /** Runs the table. `cause` is needed where the input can end the call. */
  input(session: Session, what: CallInput, cause?: EndFacts['cause']): void;
  begin(session: Session): void;
  /** Gives a new leg and its sound to the session: handlers are routed to it. */
  attach(session: Session, routed: NonNullable<Session['routed']>): void;
  /** Puts everything else on hold; the calls that were. */
  holdOthers(except: string, cause: string | undefined): string[];
}
