import { z } from 'zod';

/** A pedal is learned switch by switch: press it, let go, as often as it takes. */
export const learnStepSchema = z.object({
  device: z.string().max(256),
  /** The switch that is being learned, by the name it will have. */
  button: z.string().max(64),
  step: z.enum(['press', 'release', 'done', 'unclear', 'same', 'stopped']),
});
export type LearnStep = z.infer<typeof learnStepSchema>;

/** What a button is for, and what a press of it does at this moment. */
export const buttonMeaningSchema = z.object({
  /** An action's name; `asked`: what the headset's own state says; `none`: nothing. */
  bound: z.string().max(64),
  /** Absent: a press does nothing now. */
  now: z.string().max(64).optional(),
  /** The operator is asked for a second press. */
  confirm: z.boolean().optional(),
  /** What is wrong with the binding; see `BindingProblem` of the hid package. */
  problem: z.string().max(32).optional(),
});
export type ButtonMeaning = z.infer<typeof buttonMeaningSchema>;

/** For who looks at devices: nothing that happened, so no event, and never kept. */
export const deviceLookSchema = z.discriminatedUnion('look', [
  z.object({
    look: z.literal('button'),
    device: z.string().max(256),
    button: z.string().max(64),
    down: z.boolean(),
  }),
  /** A lamp that is being tried: lit or dark at this moment; `over`: it shows the calls again. */
  z.object({
    look: z.literal('lamp'),
    device: z.string().max(256),
    lamp: z.string().max(32),
    state: z.enum(['lit', 'dark', 'over']),
  }),
  /** By the names of buttons (`headset.hook`, `pedal.left`), all of them, at each change. */
  z.object({ look: z.literal('meanings'), meanings: z.record(z.string().max(64), buttonMeaningSchema) }),
  /** Everything that is plugged in and can be learned. */
  z.object({
    look: z.literal('listed'),
    devices: z.array(z.object({ id: z.string().max(256), label: z.string().max(256) })).max(64),
  }),
  z.object({ look: z.literal('learning'), ...learnStepSchema.shape }),
]);
export type DeviceLook = z.infer<typeof deviceLookSchema>;
