import { z } from 'zod';
import { commandSchema, replySchema } from './command.ts';
import { operatorsSchema } from './operator.ts';
import { eventPayloads, eventSchema } from './event.ts';
import type { callerSchema } from './caller.ts';
import { deviceLookSchema } from './device-look.ts';
import { callSchema, medlyttSchema, snapshotSchema, unansweredSchema } from './snapshot.ts';

/** What the two ends of a screen's port say to each other. A reader that finds a gap in `seq` sends `attach` again. */
export const toEngineFromScreen = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('attach') }),
  z.object({ kind: z.literal('command'), command: commandSchema }),
  /** This screen looks at devices; it gets `look`s until it says that it does not. */
  z.object({ kind: z.literal('looks'), on: z.boolean() }),
  /** This screen shows a level meter; it gets `levels` about ten times a second until it says that it does not. */
  z.object({ kind: z.literal('levels'), on: z.boolean() }),
]);
export type ToEngineFromScreen = z.infer<typeof toEngineFromScreen>;

export const toScreen = z.discriminatedUnion('kind', [
  /** `mono`: the engine's monotonic clock as it is sent; by it a screen knows what the engine's clock shows. */
  z.object({ kind: z.literal('snapshot'), mono: z.number(), snapshot: snapshotSchema }),
  z.object({ kind: z.literal('event'), event: eventSchema }),
  z.object({ kind: z.literal('reply'), reply: replySchema }),
  /** Peaks since the last one, dB of full scale (-90 is silence). No event: it is nothing that happened. */
  z.object({ kind: z.literal('levels'), microphone: z.number(), talk: z.number() }),
  /** What devices show to who looks at them. */
  z.object({ kind: z.literal('look'), what: deviceLookSchema }),
]);
export type ToScreen = z.infer<typeof toScreen>;

/** What a dialog needs to be taken back by INVITE with Replaces (RFC 3891). */
export const savedDialogSchema = z.object({
  callId: z.string(),
  localTag: z.string(),
  remoteTag: z.string(),
  edge: z.string(),
});
export type SavedDialog = z.infer<typeof savedDialogSchema>;

/** What must survive the engine. Main writes it (atomic rename) and hands it to the next engine. */
export const engineStateSchema = z.object({
  schema: z.literal(1),
  position: z.int(),
  role: z.string(),
  /** The role that the PC was set up with. Another one at the next start is a technician's word, and wins. */
  home: z.string().max(64).optional(),
  ready: z.boolean(),
  /** Who is signed in; absent where nobody is, or where the site has no directory. */
  operator: z.string().max(64).optional(),
  /** UTC ms of the writing. */
  at: z.number(),
  /** The same on the monotonic clock that the calls go by. The next engine has another one. */
  mono: z.number().default(0),
  calls: z.array(z.object({ call: callSchema, dialog: savedDialogSchema })),
  unanswered: z.array(unansweredSchema),
  /** Chosen devices by use: id and label. */
  devices: z.record(z.string(), z.object({ id: z.string(), label: z.string() })),
  /** The second headset; absent: nobody has chosen. */
  medlytt: medlyttSchema.omit({ muted: true }).optional(),
});
export type EngineState = z.infer<typeof engineStateSchema>;

export const credentialsSchema = z.object({
  username: z.string(),
  realm: z.string(),
  /** MD5(user:realm:secret), RFC 2617 §3.2.2.2. The secret itself never reaches the engine. */
  ha1: z.string().regex(/^[0-9a-f]{32}$/),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** All the engine is told at birth. `site` is the site file as data, parsed again by the engine. */
export const engineConfigSchema = z.object({
  site: z.unknown(),
  position: z.int().min(1),
  role: z.string(),
  /** The directory; absent: this site does not ask who is at the position. */
  operators: operatorsSchema.optional(),
  credentials: credentialsSchema,
  /** `urn:uuid:` of this position (RFC 5626 §4.1): stable over restarts. */
  instanceId: z.uuid(),
  epoch: z.int().min(1),
  after: z.enum(['start', 'crash', 'hang']),
  state: engineStateSchema.optional(),
  /** How old (ms) `state` is by main's monotonic clock; absent: main has not lived that long. */
  stateAge: z.number().min(0).optional(),
  /** How the app names itself in User-Agent. */
  userAgent: z.string().max(128),
});
export type EngineConfig = z.infer<typeof engineConfigSchema>;

const reportable = [
  'process.lost',
  'process.back',
  'screen.lost',
  'journal.failed',
  'journal.opened',
  'engine.careful',
  'certificate.expiring',
  'certificate.refused',
  'scenario.started',
  'scenario.ended',
  'hid.appeared',
  'hid.removed',
  'device.learned',
] as const;
/** What main and the other processes hand to the engine to be numbered. */
export const reportSchema = z.discriminatedUnion(
  'type',
  reportable.map((type) => z.object({ type: z.literal(type), payload: eventPayloads[type] })) as unknown as [
    z.ZodObject<{ type: z.ZodLiteral<string>; payload: z.ZodUnknown }>,
  ],
);
export type Report = {
  [K in (typeof reportable)[number]]: { type: K; payload: z.infer<(typeof eventPayloads)[K]> };
}[(typeof reportable)[number]];

/** Main to the engine, over the control port. A `screen` message carries one port. */
export const toEngineFromMain = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), config: engineConfigSchema }),
  z.object({ kind: z.literal('ping'), n: z.int() }),
  z.object({ kind: z.literal('screen'), id: z.int() }),
  z.object({ kind: z.literal('report'), report: reportSchema }),
  /** Carries the port of the process that has the headsets and pedals; the one before has lost them. */
  z.object({ kind: z.literal('devices') }),
  /** The PC woke up, or its network changed. */
  z.object({ kind: z.literal('woke') }),
  /** Main has missed an event: it wants the whole picture. */
  z.object({ kind: z.literal('look') }),
]);
export type ToEngineFromMain =
  | { kind: 'start'; config: EngineConfig }
  | { kind: 'ping'; n: number }
  | { kind: 'screen'; id: number }
  | { kind: 'report'; report: Report }
  | { kind: 'devices' }
  | { kind: 'woke' }
  | { kind: 'look' };

export const toMain = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pong'), n: z.int() }),
  z.object({ kind: z.literal('event'), event: eventSchema }),
  z.object({ kind: z.literal('save'), state: engineStateSchema }),
  z.object({ kind: z.literal('snapshot'), snapshot: snapshotSchema }),
  /** The engine could not start with what it was told. */
  z.object({ kind: z.literal('failed'), code: z.string().max(64) }),
]);
export type ToMain = z.infer<typeof toMain>;

/** What the caller of an outgoing call looks like before anything is known of it. */
export const unknownCaller: z.infer<typeof callerSchema> = { withheld: false, assertedBy: 'none' };
