import { z } from 'zod';
import { deviceLookSchema } from './device-look.ts';
import type { DeviceLook } from './device-look.ts';
import { reportSchema } from './wire.ts';
import type { Report } from './wire.ts';

/**
 * All that headsets, pedals and lights need to know of the position: lamps go by it. From the engine to the process
 * that has the devices, whole, at each change.
 */
export const deskSchema = z.object({
  /** At least one edge has the position's AoR. */
  registered: z.boolean(),
  /** Something rings that a press can answer. */
  ringing: z.boolean(),
  /** An outgoing call that nobody has answered yet. */
  dialling: z.boolean(),
  /** A call one speaks in. */
  active: z.boolean(),
  /** A call that the operator holds. */
  held: z.boolean(),
  /** The operator's microphone in the call one speaks in. */
  muted: z.boolean(),
  /** Id of the second headset (`medlytt`); '': none. Of its buttons only mute is heard, and nothing rings on it. */
  second: z.string().max(256),
  /** Its microphone: the operator's mute, or its own. */
  secondMuted: z.boolean(),
  /** Its mute is its own: its button asks for `medlytt.mute`. */
  secondOwn: z.boolean(),
  /** Whose buttons they are: role, and operator ('' where nobody signs in). */
  role: z.string().max(64),
  operator: z.string().max(64),
});
export type Desk = z.infer<typeof deskSchema>;

/** From the process that has the devices, over its own port: at most once, never kept for a later engine. */
export const toEngineFromDevices = z.discriminatedUnion('kind', [
  /** A button, pedal or hook asks for an action by its name (`deskActions`); the engine makes the command of it. */
  z.object({
    kind: z.literal('press'),
    action: z.string().max(64),
    device: z.string().max(256),
    /** Only the second such press within some seconds is carried out. */
    confirm: z.boolean().optional(),
    /** Of `call.mute` and `medlytt.mute`: how the device has it now. */
    on: z.boolean().optional(),
  }),
  /** Push-to-talk and push-to-mute. A port that closes has let go. */
  z.object({
    kind: z.literal('push'),
    how: z.enum(['talk', 'mute']),
    down: z.boolean(),
    why: z.enum(['released', 'lost', 'limit']).optional(),
  }),
  z.object({ kind: z.literal('report'), report: reportSchema }),
  z.object({ kind: z.literal('look'), what: deviceLookSchema }),
]);
export type ToEngineFromDevices =
  | {
      kind: 'press';
      action: string;
      device: string;
      confirm?: boolean | undefined;
      on?: boolean | undefined;
    }
  | { kind: 'push'; how: 'talk' | 'mute'; down: boolean; why?: 'released' | 'lost' | 'limit' | undefined }
  | { kind: 'report'; report: Report }
  | { kind: 'look'; what: DeviceLook };

export const toDevices = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('desk'), desk: deskSchema }),
  /** From a screen: learn the switches of this device, by these names. */
  z.object({
    kind: z.literal('learn'),
    device: z.string().max(256),
    names: z.array(z.string().max(32)).max(32),
  }),
  z.object({ kind: z.literal('stopLearning') }),
  /** From a screen: blink this lamp for some seconds. The engine has seen to it that nothing rings and nobody speaks. */
  z.object({ kind: z.literal('lamp'), device: z.string().max(256), lamp: z.string().max(32) }),
  /** A screen wants to know all that is looked at, from now on. */
  z.object({ kind: z.literal('look') }),
]);
export type ToDevices = z.infer<typeof toDevices>;

/** Actions that a device can ask for; which button asks for which is data of site, role and person. */
export const deskActions = [
  'queue.answerNext',
  'call.answer',
  'call.hangUp',
  'call.mute',
  'medlytt.mute',
  'call.hold',
  'unanswered.callBack',
  'position.pause',
  'alarm.acknowledge',
  'ptt.talk',
  'ptt.mute',
] as const;
export type DeskAction = (typeof deskActions)[number];
