import type { Call, SavedDialog } from '../contract/index.ts';
import type { Disposable, EventAbout, SipLeg } from '../ports/index.ts';
import type { Claim, RoutedPeer } from '../queue/index.ts';
import type { CallStage } from './call-table.ts';
import type { Ending } from './ending.ts';

/** One call of this position, in the making or up. */
export interface Session {
  readonly call: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly about: EventAbout;
  stage: CallStage;
  leg: SipLeg | undefined;
  routed: RoutedPeer | undefined;
  /** Incoming: the row that was pressed. */
  readonly claim: Claim | undefined;
  /** Outgoing and recovering: tries the next edge. False: none left. */
  tryNext: (() => boolean) | undefined;
  held: boolean;
  muted: boolean;
  peerHolds: boolean;
  /** Monotonic ms of the press. */
  readonly pressed: number;
  /** Rises with each turn of the operator's attention to it: press, dial, resume. The highest one has the voice. */
  turn: number;
  /** Both can talk since, on the monotonic clock. */
  upSince: number | undefined;
  heard: boolean;
  codec: string | undefined;
  /** Waits for our 200 to go out, then for its ACK. */
  ackTimer: Disposable | undefined;
  /** Calls that were put on hold by the press that began this one. */
  autoHeld: readonly string[];
  /** Why the last try failed. */
  lastFailure: string;
  progress: number;
  ending: Ending | undefined;
  /** Outgoing: the unanswered call that it calls back. */
  readonly callsBack: string | undefined;
  /** Recovering: the dialog that was lost. */
  readonly saved: SavedDialog | undefined;
  isPathLost: boolean;
}

export function newSession(
  birth: Pick<Session, 'call' | 'direction' | 'about' | 'stage' | 'pressed'> & Partial<Session>,
): Session {
  return {
    leg: undefined,
    routed: undefined,
    claim: undefined,
    tryNext: undefined,
    held: false,
    muted: false,
    peerHolds: false,
    turn: 0,
    upSince: undefined,
    heard: false,
    codec: undefined,
    ackTimer: undefined,
    autoHeld: [],
    lastFailure: 'leg.gone',
    progress: 0,
    ending: undefined,
    callsBack: undefined,
    saved: undefined,
    isPathLost: false,
    ...birth,
  };
}

/** The session of a call that an earlier engine had up. */
export function savedSession(call: Call, saved: SavedDialog, mono: number): Session {
  return newSession({
    call: call.call,
    direction: call.direction,
    about: { call: call.call },
    stage: 'recovering',
    pressed: mono,
    held: call.held.operator,
    muted: call.muted,
    upSince: call.upSinceMono,
    heard: true,
    saved,
  });
}

/** Whole ms since both could talk; 0 before. */
export function talkedMs(session: Session, mono: number): number {
  return session.upSince === undefined ? 0 : Math.max(0, Math.round(mono - session.upSince));
}

/** Sound flows or is about to: what a second call must put on hold. */
export function isActive(session: Session): boolean {
  return (session.stage === 'up' || session.stage === 'accepted') && !session.held;
}

/** The operator has turned to another call since. */
export function isOutdone(session: Session, others: Iterable<Session>): boolean {
  return [...others].some(
    (other) => other.turn > session.turn && (isActive(other) || other.stage === 'answering'),
  );
}

/** What is sent and heard follows from the state alone. */
export function applySound(session: Session): void {
  const peer = session.routed?.peer;
  if (!peer) return;
  peer.send(session.held ? 'hold' : session.muted ? 'silence' : 'microphone');
  peer.hear(!session.held);
}

export function savedDialogOf(session: Session): SavedDialog | undefined {
  if (session.stage === 'recovering') return session.saved;
  if (session.stage !== 'up' && session.stage !== 'accepted') return undefined;
  const dialog = session.leg?.dialog();
  return dialog && session.leg ? { ...dialog, edge: session.leg.edge } : undefined;
}
