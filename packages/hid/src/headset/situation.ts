/** What a headset needs to know of the position's calls. */
export interface HeadsetCalls {
  /** At least one edge has the position's AoR. */
  readonly registered: boolean;
  /** Something rings that a press can answer. */
  readonly ringing: boolean;
  /** An outgoing call that nobody has answered yet. */
  readonly dialling: boolean;
  /** A call one speaks in. */
  readonly active: boolean;
  /** A call on hold. */
  readonly held: boolean;
  /** The operator's microphone in the call; on a second headset, its own. */
  readonly muted: boolean;
  /** This headset is worn by who listens in: of its buttons only mute asks for something. */
  readonly listens?: boolean;
  /** The mute of who listens in is its own: `medlytt.mute` does something. */
  readonly secondOwn?: boolean;
}

export const noCalls: HeadsetCalls = {
  registered: false,
  ringing: false,
  dialling: false,
  active: false,
  held: false,
  muted: false,
};

export const situations = [
  'unregistered',
  'idle',
  'ringing',
  'dialling',
  'active',
  'activeRinging',
  'activeHeld',
  'held',
  'heldRinging',
] as const;
/** The one thing that buttons and lamps go by. A call that is up outlives its registration. */
export type Situation = (typeof situations)[number];

export function situationOf(calls: HeadsetCalls): Situation {
  if (calls.dialling) return 'dialling';
  if (calls.active) {
    if (calls.ringing) return 'activeRinging';
    return calls.held ? 'activeHeld' : 'active';
  }
  if (calls.held) return calls.ringing ? 'heldRinging' : 'held';
  if (calls.ringing) return 'ringing';
  return calls.registered ? 'idle' : 'unregistered';
}

/** Nothing rings, and there is no call. */
export function isAtRest(calls: HeadsetCalls): boolean {
  return ['idle', 'unregistered'].includes(situationOf(calls));
}
