import { z } from 'zod';

/** Marks fields that hold personal data: left out of logs, erasable in the journal. Read it with `personal.has(schema)`. */
export const personal = z.registry<{ personal: true }>();

/** Wraps a schema as personal data. */
function asPersonal<T extends z.ZodType>(schema: T): T {
  personal.add(schema, { personal: true });
  return schema;
}

/** Who calls, as the network says it. Numbers are kept as received; grouping for the eye is made in the UI. */
export const callerSchema = z.object({
  /** E.164 with "+", or a short or local number untouched; absent when nothing usable came. */
  number: asPersonal(z.string().max(64)).optional(),
  name: asPersonal(z.string().max(256)).optional(),
  /** URI to dial back (sip: or tel:). */
  uri: asPersonal(z.string().max(512)).optional(),
  /** The caller asked for privacy (RFC 3323). An emergency centre still sees the number. */
  withheld: z.boolean(),
  /** `network` when it came in P-Asserted-Identity (RFC 3325), `caller` when only From says so. */
  assertedBy: z.enum(['network', 'caller', 'none']),
});
export type Caller = z.infer<typeof callerSchema>;

/** One position of the caller. Several may come; none overwrites another silently. */
export const locationSchema = z.object({
  lat: asPersonal(z.number().min(-90).max(90)).optional(),
  lon: asPersonal(z.number().min(-180).max(180)).optional(),
  /** Metres. */
  radius: z.number().nonnegative().optional(),
  /** Address in words, when the PIDF-LO is civic (RFC 5139). */
  civic: asPersonal(z.string().max(512)).optional(),
  /** Where it came from: PIDF-LO method (RFC 4119) or provider. */
  source: z.string().max(64),
  /** ISO 8601; when the position was measured, as stated by the source. */
  measured: z.string().max(64).optional(),
  /** Given by reference only, or announced by cid and not delivered (RFC 6442). */
  missing: z.enum(['reference', 'notDelivered']).optional(),
});
export type Location = z.infer<typeof locationSchema>;
