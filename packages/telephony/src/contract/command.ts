import { z } from 'zod';
import { problemSchema } from './error.ts';
import { soundUseSchema } from './snapshot.ts';

const call = z.string().min(1).max(256);
const none = z.object({});
const confirmed = z.boolean().optional();

/** Payload of each command. A call is named by its identity; `answerNext` lets the engine choose. */
export const commandPayloads = {
  /**
   * Who is at the position. The PIN is checked after the command is accepted: `signedIn`, or `command.refused` with
   * `pin.wrong`. Signing in where another operator is signed in is the hand-over: the position never leaves the queue.
   */
  'position.signIn': z.object({
    operator: z.string().min(1).max(64),
    pin: z.string().min(1).max(32),
    /** Absent: the role the position has, or the operator's first. */
    role: z.string().max(64).optional(),
  }),
  'position.signOut': z.object({ confirmed }),
  'position.changeRole': z.object({ role: z.string().min(1).max(64), confirmed }),
  'position.ready': none,
  'position.pause': z.object({ reason: z.string().max(64).optional(), confirmed }),
  'queue.answerNext': none,
  'queue.answer': z.object({ call }),
  'queue.hide': z.object({ call }),
  'queue.unhide': z.object({ call }),
  'unanswered.callBack': z.object({ call }),
  'unanswered.dismiss': z.object({ call, reason: z.string().min(1).max(256) }),
  'call.dial': z.object({ target: z.string().min(1).max(256), queue: z.string().max(64).optional() }),
  /** Answers a direct (not queued) call that rings at the position's own AoR. */
  'call.answer': z.object({ call }),
  'call.hangUp': z.object({ call }),
  'call.hold': z.object({ call }),
  'call.resume': z.object({ call }),
  'call.mute': z.object({ call, on: z.boolean() }),
  'call.dtmf': z.object({ call, digits: z.string().regex(/^[0-9A-D*#]{1,32}$/) }),
  /** Replaces the note of a call; also of one that ended a moment ago. */
  'call.note': z.object({ call, text: z.string().max(4000) }),
  /** `device` is an id of the snapshot's devices; '' lets the engine choose again, and of `medlytt` means none. */
  'device.select': z.object({ use: soundUseSchema, device: z.string().max(512) }),
  /** `microphone`: a few seconds of the own voice, then played back where the callers are heard. Not in a call. */
  'device.test': z.object({ use: z.enum(['talk', 'ring', 'microphone', 'medlytt']) }),
  /** Opens the microphone again after it was missing or refused. */
  'device.retry': none,
  /** Learns the switches of a pedal, one after the other, by these names; `names` empty: stops. Told by `look`s. */
  'device.learn': z.object({
    device: z.string().max(256),
    names: z.array(z.string().regex(/^[a-z][a-zA-Z0-9]{0,23}$/)).max(8),
  }),
  /** Blinks one lamp of a headset or light for some seconds. Not in a call, and not while it rings. */
  'device.lamp': z.object({ device: z.string().max(256), lamp: z.string().max(32) }),
  /** The second headset; absent fields stay. `headset`: an id of the snapshot's `hid`; '' means none. */
  'medlytt.set': z.object({
    mute: z.enum(['shared', 'own']).optional(),
    headset: z.string().max(256).optional(),
  }),
  /** Refused with `medlytt.shared` where its mute is not its own. */
  'medlytt.mute': z.object({ on: z.boolean() }),
  'alarm.acknowledge': z.object({ alarm: z.string().max(128) }),
} as const;

export type CommandType = keyof typeof commandPayloads;
export type CommandPayload<K extends CommandType> = z.infer<(typeof commandPayloads)[K]>;

const base = z.object({
  id: z.string().min(1).max(64),
  /** UTC ms when the operator acted. */
  at: z.number(),
  from: z.enum(['screen', 'hid', 'instructor', 'system']),
});
export type CommandBase = z.infer<typeof base>;

/** A command to the engine. At most once; never kept for a later engine. */
export type Command<K extends CommandType = CommandType> = {
  [T in K]: CommandBase & { type: T } & CommandPayload<T>;
}[K];

const variants = Object.entries(commandPayloads).map(([type, payload]) =>
  base.extend({ type: z.literal(type), ...payload.shape }),
);

/** Parses a command from another process; throws ZodError. */
export function parseCommand(input: unknown): Command {
  return commandSchema.parse(input) as Command;
}
export const commandSchema = z.discriminatedUnion(
  'type',
  variants as unknown as [(typeof variants)[number], ...(typeof variants)[number][]],
);

export const replySchema = z.discriminatedUnion('ok', [
  z.object({ id: z.string(), ok: z.literal(true) }),
  z.object({ id: z.string(), ok: z.literal(false), error: problemSchema }),
]);
/** Accepted or refused, at once. What follows is told by events. */
export type Reply = z.infer<typeof replySchema>;
