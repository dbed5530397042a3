import { z } from 'zod';
import { callerSchema, locationSchema } from './caller.ts';

export const alarmValuesSchema = z.record(z.string(), z.union([z.string(), z.number()]));

export const alarmSchema = z.object({
  id: z.string().max(128),
  /** 1 must be dealt with now, 2 soon, 3 to be known. */
  rank: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Names the alarm; the words are the UI's (`alarm.<kind>`). */
  kind: z.string().max(64),
  values: alarmValuesSchema.optional(),
  call: z.string().optional(),
  /** UTC ms. */
  since: z.number(),
  acknowledged: z.boolean(),
});
export type Alarm = z.infer<typeof alarmSchema>;

/** A call in line, one row. All its INVITEs (one per edge, one per re-offer) are this row. */
export const waitingCallSchema = z.object({
  call: z.string(),
  caller: callerSchema,
  dialled: z.string().max(128),
  /** Absent: a direct call to the position's own AoR. */
  queue: z.string().optional(),
  category: z.string(),
  priority: z.number(),
  /** UTC ms by this PC's clock when it came, skew to the exchange already taken out: for display and records. */
  since: z.number(),
  /** The same on the engine's monotonic clock: order, limits and waiting times go by it (ADR 0012). */
  sinceMono: z.number(),
  queueLength: z.number().optional(),
  locations: z.array(locationSchema),
  /** The exchange rings here because nobody is ready. */
  unattended: z.boolean(),
  hidden: z.boolean(),
  /** Withdrawn by the exchange a moment ago; held back for the re-offer time in case it comes again. */
  withdrawn: z.boolean(),
});
export type WaitingCall = z.infer<typeof waitingCallSchema>;

export const qualitySchema = z.object({
  /** 0 nothing, 1 bad, 2 poor, 3 good, 4 very good. */
  heard: z.int().min(0).max(4),
  beingHeard: z.int().min(0).max(4),
  mos: z.number(),
  rttMs: z.number(),
  lossShare: z.number(),
  jitterMs: z.number(),
});
export type Quality = z.infer<typeof qualitySchema>;

/** Who is at the position: id of the directory, and the name as it is shown. */
export const operatorNameSchema = z.object({ id: z.string().max(64), name: z.string().max(128) });
export type OperatorName = z.infer<typeof operatorNameSchema>;

/** A call that this position is part of. */
export const callSchema = z.object({
  call: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  caller: callerSchema,
  dialled: z.string(),
  queue: z.string().optional(),
  category: z.string().optional(),
  /** answering: pressed, not yet confirmed by ACK. dialling: no answer yet. recovering: being taken back after a restart. */
  state: z.enum(['answering', 'dialling', 'up', 'recovering']),
  /** Last provisional status of an outgoing call (RFC 3261 §21.1). */
  progress: z.int().optional(),
  held: z.object({ operator: z.boolean(), peer: z.boolean() }),
  /** When the operator put it on hold, on the engine's monotonic clock. */
  heldSinceMono: z.number().optional(),
  muted: z.boolean(),
  /** UTC ms: press or dial. */
  since: z.number(),
  /** The same on the engine's monotonic clock. A log or state from before it was told is read all the same. */
  sinceMono: z.number().default(0),
  /** Both can talk since, on the engine's monotonic clock. */
  upSinceMono: z.number().optional(),
  /** Wait before the answer, ms. */
  waited: z.number().optional(),
  locations: z.array(locationSchema),
  /** unknown is never shown as good. */
  recording: z.enum(['confirmed', 'missing', 'unknown']),
  quality: qualitySchema.optional(),
  /** Directions in which no sound has been seen for a while. */
  silent: z.object({ heard: z.boolean(), beingHeard: z.boolean() }),
  codec: z.string().optional(),
  /** What the operator wrote of it. Personal data. */
  note: z.string().max(4000).optional(),
});
export type Call = z.infer<typeof callSchema>;

export const unansweredSchema = z.object({
  call: z.string(),
  caller: callerSchema,
  queue: z.string().optional(),
  category: z.string().optional(),
  /** abandoned: gave up before an answer. broke: ended within a moment of the answer. possiblyMissed: came while both edges were down. */
  kind: z.enum(['abandoned', 'broke', 'possiblyMissed']),
  /** UTC ms of the end. */
  at: z.number(),
  waited: z.number(),
  /** The outgoing call that calls this caller back. */
  calledBackBy: z.string().optional(),
});
export type Unanswered = z.infer<typeof unansweredSchema>;

/**
 * Why an edge is not proven. silent: a call to the own address did not come back in time; refused: the exchange refused
 * it; undeclared: the site file does not say how such a call can be made.
 */
export const unprovenWhySchema = z.enum(['silent', 'refused', 'undeclared']);
export type UnprovenWhy = z.infer<typeof unprovenWhySchema>;

export const refusalSchema = z.object({ aor: z.string(), status: z.int(), reason: z.string() });
export type Refusal = z.infer<typeof refusalSchema>;

export const edgeStateSchema = z.object({
  name: z.string(),
  state: z.enum(['connecting', 'connected', 'lost']),
  /** Tries since the last connection. */
  attempt: z.int(),
  /** Message key suffix: `edge.reason.<reason>`. */
  reason: z.string().optional(),
  registered: z.array(z.string()),
  /** Addresses whose last REGISTER was refused: an edge is as good as the worst of them. Absent where there is none. */
  refused: z.array(refusalSchema).optional(),
  /** Whether what is for this position rings here. Absent: not known yet. Registered alone is never proven. */
  proof: z.union([z.literal('proven'), unprovenWhySchema]).optional(),
});
export type EdgeState = z.infer<typeof edgeStateSchema>;

export const audioDeviceSchema = z.object({
  id: z.string().max(512),
  label: z.string().max(256),
  kind: z.enum(['microphone', 'output']),
});
export type AudioDevice = z.infer<typeof audioDeviceSchema>;

/**
 * What a device is used for. `medlytt` (co-listening) is a second headset, worn by who listens in: it hears what is
 * said in the calls, both ends, and speaks where it has a microphone. Nothing stands in for it: another output would
 * be the operator's own ear, or the room.
 */
export const soundUseSchema = z.enum(['talk', 'ring', 'microphone', 'medlytt', 'medlyttMicrophone']);
export type SoundUse = z.infer<typeof soundUseSchema>;

/** How the second headset is muted. */
export const medlyttSchema = z.object({
  /** shared: with the operator's microphone, as one; own: by itself. */
  mute: z.enum(['shared', 'own']),
  /** Its own mute; of no account while it is shared. */
  muted: z.boolean(),
  /** Id of the `hid` device whose lamps and mute button are its own, plugged in or not; absent: none. */
  headset: z.string().max(256).optional(),
});
export type Medlytt = z.infer<typeof medlyttSchema>;

export const microphoneStateSchema = z.enum(['opening', 'open', 'missing', 'refused', 'failed']);

/**
 * Where one kind of sound goes. `fellBack`: the chosen device is gone and `standIn`, by its label, does its work; '':
 * nothing does.
 */
export const deviceUseSchema = z.object({
  id: z.string(),
  label: z.string(),
  fellBack: z.boolean(),
  standIn: z.string().optional(),
});

/** A headset's buttons and lamps, a pedal or a light: what it is and can do. Its sound is an `AudioDevice`. */
export const hidDeviceSchema = z.object({
  /** Stays the same over plugging in and out where the system allows. */
  id: z.string().max(256),
  label: z.string().max(256),
  kind: z.enum(['headset', 'pedal', 'light']),
  buttons: z.array(z.string().max(32)).max(64),
  lamps: z.array(z.string().max(32)).max(32),
  /** unreadable: the system does not let us; contended: another program uses it as well. */
  state: z.enum(['ready', 'unreadable', 'contended']),
  why: z.enum(['permission', 'busy', 'failed']).optional(),
});
export type HidDevice = z.infer<typeof hidDeviceSchema>;

/** All that a screen shows; fold(events) and nothing else. */
export const snapshotSchema = z.object({
  epoch: z.int(),
  seq: z.int(),
  position: z.object({
    number: z.int(),
    role: z.string(),
    /** signedOut: nobody is at the position; nothing is registered and nothing rings. */
    state: z.enum(['signedOut', 'starting', 'ready', 'paused']),
    operator: operatorNameSchema.optional(),
    /** UTC ms. */
    since: z.number(),
    reason: z.string().optional(),
    /** Nobody else is ready. `undefined` where the exchange does not tell. */
    last: z.boolean().optional(),
  }),
  edges: z.array(edgeStateSchema),
  /** PC's clock minus the exchange's, ms. */
  clockSkewMs: z.number(),
  /** UTC ms: both edges down since. */
  outageSince: z.number().optional(),
  waiting: z.array(waitingCallSchema),
  calls: z.array(callSchema),
  unanswered: z.array(unansweredSchema),
  /** So many more, older ones were left out of `unanswered`, and nobody had called them back; absent: none. */
  unansweredLeftOut: z.int().min(1).optional(),
  alarms: z.array(alarmSchema),
  microphone: microphoneStateSchema,
  devices: z.array(audioDeviceSchema),
  hid: z.array(hidDeviceSchema),
  /** A pedal or button is held down that opens or closes the microphone for so long. */
  push: z.enum(['talk', 'mute']).optional(),
  uses: z.object({
    talk: deviceUseSchema.optional(),
    ring: deviceUseSchema.optional(),
    microphone: deviceUseSchema.optional(),
    medlytt: deviceUseSchema.optional(),
    medlyttMicrophone: deviceUseSchema.optional(),
  }),
  medlytt: medlyttSchema,
  /** The own voice is being tried. */
  trying: z.enum(['recording', 'playing']).optional(),
  /** Processes that are being restarted. */
  lost: z.array(z.string()),
  /** Malformed or refused messages since the start, by reason. */
  dropped: z.record(z.string(), z.int()),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Before the first event. */
export const emptySnapshot: Snapshot = {
  epoch: 0,
  seq: 0,
  position: { number: 0, role: '', state: 'starting', since: 0 },
  edges: [],
  clockSkewMs: 0,
  waiting: [],
  calls: [],
  unanswered: [],
  alarms: [],
  microphone: 'opening',
  devices: [],
  hid: [],
  uses: {},
  medlytt: { mute: 'shared', muted: true },
  lost: [],
  dropped: {},
};
