import { z } from 'zod';
import { callerSchema, locationSchema } from './caller.ts';
import { problemSchema } from './error.ts';
import {
  alarmSchema,
  alarmValuesSchema,
  audioDeviceSchema,
  callSchema,
  hidDeviceSchema,
  medlyttSchema,
  microphoneStateSchema,
  operatorNameSchema,
  qualitySchema,
  soundUseSchema,
  unansweredSchema,
  unprovenWhySchema,
} from './snapshot.ts';

const none = z.object({});
const reason = z.string().max(256);
const use = soundUseSchema;
const pushHow = z.enum(['talk', 'mute']);
const direction = z.enum(['heard', 'beingHeard']);

/** Payload of each event: what happened. Everything a screen, score or statistic needs is here. */
export const eventPayloads = {
  /** A new epoch. What must survive the engine is carried over in the event itself, so that the fold stays whole. */
  'engine.started': z.object({
    after: z.enum(['start', 'crash', 'hang']),
    edges: z.array(z.string()),
    carried: z.object({ calls: z.array(callSchema), unanswered: z.array(unansweredSchema) }).optional(),
  }),
  'screen.attached': none,
  'screen.lost': z.object({ reason: z.enum(['crash', 'hang']) }),
  'process.lost': z.object({ which: z.string().max(32) }),
  'process.back': z.object({ which: z.string().max(32) }),
  /** The wall clock and the monotonic clock disagree by this much since the last look. */
  'clock.jumped': z.object({ ms: z.number() }),
  /** PC's clock minus the exchange's (Date of the REGISTER response). */
  'clock.skewed': z.object({ ms: z.number() }),
  'command.refused': z.object({ command: z.string(), error: problemSchema }),

  /** `operator` is absent where the site has no directory of operators. */
  signedIn: z.object({ operator: operatorNameSchema.optional() }),
  signedOut: none,
  roleChanged: z.object({ from: z.string().max(64) }),
  becameReady: none,
  paused: z.object({ reason: z.string().max(64).optional() }),
  lastReady: z.object({ others: z.int() }),

  'edge.connecting': z.object({ edge: z.string(), attempt: z.int() }),
  'edge.connected': z.object({ edge: z.string() }),
  'edge.lost': z.object({ edge: z.string(), reason }),
  registered: z.object({ edge: z.string(), aor: z.string() }),
  unregistered: z.object({ edge: z.string(), aor: z.string() }),
  refused: z.object({ edge: z.string(), aor: z.string(), status: z.int(), reason }),
  /** A call of the position to itself came back over this edge: what is for it rings here. Told when it changes. */
  'edge.proven': z.object({ edge: z.string() }),
  /** `status`: of the refusal. */
  'edge.unproven': z.object({ edge: z.string(), why: unprovenWhySchema, status: z.int().optional() }),
  'certificate.expiring': z.object({ edge: z.string(), days: z.int() }),
  'certificate.refused': z.object({ edge: z.string(), why: z.enum(['expired', 'unknown', 'invalid']) }),
  'outage.began': none,
  /** UTC ms; as long as it lasted, and ending now. */
  'outage.ended': z.object({ from: z.number(), to: z.number(), possiblyMissed: z.array(unansweredSchema) }),

  'call.waiting': z.object({
    caller: callerSchema,
    dialled: z.string().max(128),
    queue: z.string().optional(),
    category: z.string(),
    priority: z.number(),
    /** UTC ms, this PC's clock. */
    since: z.number(),
    /** The same on the clock of `mono`. An event log from before it was told is read all the same. */
    sinceMono: z.number().default(0),
    queueLength: z.number().optional(),
    locations: z.array(locationSchema),
    unattended: z.boolean(),
  }),
  /** Came again, or more is known of it. Absent fields are unchanged. */
  'call.updated': z.object({
    caller: callerSchema.optional(),
    queueLength: z.number().optional(),
    locations: z.array(locationSchema).optional(),
    withdrawn: z.boolean().optional(),
  }),
  'call.hidden': none,
  'call.unhidden': z.object({ why: z.enum(['operator', 'limit', 'alone']) }),
  'call.answeredElsewhere': z.object({ by: z.string().max(64).optional() }),
  /**
   * Leaves this position's line and waits on for others: neither abandoned nor answered, in no statistic. `attended`:
   * its alarm is over, because others are ready. `crowded`: more came than can be shown, and it made room.
   */
  'call.left': z.object({ why: z.enum(['signedOut', 'role', 'attended', 'crowded']) }),
  'call.abandoned': z.object({ waited: z.number() }),
  /** `unanswered` is what the list shows. */
  'call.brokeAfterAnswer': z.object({ talked: z.number() }),
  'unanswered.calledBack': z.object({ by: z.string() }),
  'unanswered.dismissed': z.object({ reason }),

  'call.answering': none,
  /** ACK seen. */
  'call.answered': z.object({ waited: z.number() }),
  'call.answerFailed': z.object({ reason }),
  'call.dialled': z.object({
    target: callerSchema,
    dialled: z.string().max(256),
    queue: z.string().optional(),
    /** The unanswered call that this one calls back. */
    callsBack: z.string().optional(),
  }),
  'call.progress': z.object({ status: z.int() }),
  /** `waited`: ms since it was dialled. */
  'call.connected': z.object({ codec: z.string().max(64), waited: z.number().optional() }),
  'call.held': z.object({ by: z.enum(['operator', 'peer']) }),
  'call.resumed': z.object({ by: z.enum(['operator', 'peer']) }),
  'call.muted': z.object({ on: z.boolean() }),
  'call.dtmfSent': z.object({ digits: z.string().max(32) }),
  /** Personal data. */
  'call.noted': z.object({ text: z.string().max(4000) }),
  'call.ended': z.object({
    by: z.enum(['operator', 'peer', 'network', 'elsewhere']),
    reason,
    /** ms; 0 when it never came up. */
    talked: z.number(),
  }),
  'call.recovering': none,
  'call.recovered': z.object({ gapMs: z.number() }),
  'call.recoveryFailed': z.object({ reason }),

  /** First caller sound out of the decoder after the press; only where it was measured. */
  'audio.first': z.object({ msAfterPress: z.number() }),
  'audio.silent': z.object({ direction, seconds: z.number() }),
  'audio.back': z.object({ direction }),
  quality: qualitySchema,
  microphone: z.object({ state: microphoneStateSchema, label: z.string().max(256).optional() }),
  ring: z.object({ on: z.boolean(), sound: z.string().max(32).optional(), failed: z.boolean().optional() }),

  'device.appeared': z.object({ device: audioDeviceSchema }),
  'device.removed': z.object({ device: audioDeviceSchema }),
  /** `device` '': no longer chosen. */
  'device.selected': z.object({ use, device: z.string().max(512), label: z.string().max(256) }),
  /** `to` is '' where nothing stands in. */
  'device.fellBack': z.object({ use, to: z.string().max(256) }),
  'device.back': z.object({ use }),
  /** The own voice: is being taken up, is being played back, or it is over. */
  'device.tested': z.object({ use, phase: z.enum(['recording', 'playing', 'done']) }),

  /** How the second headset is muted, and which one it is, from now on. */
  'medlytt.set': medlyttSchema.omit({ muted: true }),
  'medlytt.muted': z.object({ on: z.boolean() }),

  /** Plugged in, readable now, or taken by another program: the device as it is from now on. */
  'hid.appeared': z.object({ device: hidDeviceSchema }),
  'hid.removed': z.object({ device: z.string().max(256) }),
  /** A button or pedal that was pressed to be learned. */
  'device.learned': z.object({ device: z.string().max(256), button: z.string().max(64) }),
  /** A device asked for an action. `confirm`: only a second such press within some seconds carries it out. */
  'key.pressed': z.object({
    action: z.string().max(64),
    device: z.string().max(256),
    confirm: z.boolean().optional(),
  }),
  'ptt.down': z.object({ how: pushHow }),
  /** lost: the device, its process or its port is gone; limit: it was held down for too long. */
  'ptt.up': z.object({ how: pushHow, why: z.enum(['released', 'lost', 'limit']) }),

  /** What happens here is recorded in the position's own log, or cannot be: then it is kept in memory. */
  'journal.opened': none,
  'journal.failed': none,
  /** Engines died in a row: this one began at one edge, and without the calls of the last one. */
  'engine.careful': z.object({ edge: z.string() }),

  'recording.confirmed': none,
  'recording.missing': none,

  'alarm.raised': z.object({ alarm: alarmSchema }),
  /** The same alarm, in other numbers. Acknowledged or not, it stays so. */
  'alarm.changed': z.object({ alarm: z.string(), values: alarmValuesSchema }),
  'alarm.acknowledged': z.object({ alarm: z.string() }),
  'alarm.cleared': z.object({ alarm: z.string() }),

  /** The simulated parties began a day: the same seed and pace give the same one. Speed 1 is real time. */
  'scenario.started': z.object({ pace: z.string().max(32), seed: z.int(), speed: z.number().positive() }),
  'scenario.ended': none,

  /**
   * The safety net caught something: messages that could not be read or were refused, or parts of some that were left
   * out. `count`: since the start. `calls`: so many since the last such event were INVITEs that ring nowhere here.
   */
  'sip.dropped': z.object({ why: z.string().max(64), count: z.int(), calls: z.int().min(1).optional() }),
} as const;

export type EventType = keyof typeof eventPayloads;
export type EventPayload<K extends EventType> = z.infer<(typeof eventPayloads)[K]>;

const base = z.object({
  epoch: z.int(),
  /** No gaps within an epoch; the first is 1. */
  seq: z.int().min(1),
  id: z.string(),
  /** ISO 8601 with offset. */
  wall: z.string(),
  /** Milliseconds of the engine's monotonic clock. */
  mono: z.number(),
  position: z.int(),
  role: z.string(),
  /** The exchange's identity of the call. */
  call: z.string().optional(),
  /** Groups calls of one incident. */
  correlation: z.string().optional(),
  /** Id of the command that caused it. */
  cause: z.string().optional(),
});
export type EventBase = z.infer<typeof base>;

/** One thing that happened; `Event<'call.waiting'>` narrows. */
export type Event<K extends EventType = EventType> = {
  [T in K]: EventBase & { type: T } & EventPayload<T>;
}[K];

const variants = Object.entries(eventPayloads).map(([type, payload]) =>
  base.extend({ type: z.literal(type), ...payload.shape }),
);
export const eventSchema = z.discriminatedUnion(
  'type',
  variants as unknown as [(typeof variants)[number], ...(typeof variants)[number][]],
);

/** Parses an event from another process; throws ZodError. */
export function parseEvent(input: unknown): Event {
  return eventSchema.parse(input) as Event;
}
