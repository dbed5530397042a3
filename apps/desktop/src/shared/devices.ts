import { z } from 'zod';

const buttons = z.record(z.string().max(64), z.string().max(64));

/** What main says to the process that has the headsets and pedals, over its control port. */
export const toDevicesProcess = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    /** What buttons do, by role of the site, and by person; see `bindings.ts`. */
    roles: z.record(z.string().max(64), buttons),
    persons: z.record(z.string().max(64), buttons),
    /** What was learned of pedals before; parsed by the hid package. */
    learned: z.array(z.unknown()).max(64),
  }),
  z.object({ kind: z.literal('persons'), persons: z.record(z.string().max(64), buttons) }),
  z.object({ kind: z.literal('ping'), n: z.int() }),
  /** Carries the port to the engine; the one before is dead. */
  z.object({ kind: z.literal('engine') }),
  z.object({ kind: z.literal('suspend') }),
  z.object({ kind: z.literal('resume') }),
]);
export type ToDevicesProcess = z.infer<typeof toDevicesProcess>;

export const fromDevicesProcess = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pong'), n: z.int() }),
  /** A pedal's switches, to be given to the next process; see `learnedPedalSchema` of the hid package. */
  z.object({ kind: z.literal('learned'), pedal: z.record(z.string().max(32), z.unknown()) }),
]);
export type FromDevicesProcess = z.infer<typeof fromDevicesProcess>;
