import { credentialsSchema, SambandError } from '@samband/telephony/contract';
import { z } from 'zod';
import { standardAgencies } from './agencies.ts';

/** RFC 6761 §6: names that lead nowhere outside an exercise. */
const nowhere = /^(?:[a-z0-9-]{1,63}\.){0,8}(?:test|invalid|example|localhost)$/i;
/** User part of a SIP address. */
const user = z.string().regex(/^[A-Za-z0-9+*#._-]{1,64}$/);

export const partiesConfigSchema = z.strictObject({
  /** Where the exchange listens for those outside: the only place that is ever reached. */
  url: z.string().regex(/^wss?:\/\/[^\s]{1,256}$/),
  domain: z.string().max(253).regex(nowhere),
  credentials: credentialsSchema,
  /** `urn:uuid:` of this flow (RFC 5626 §4.1). */
  instanceId: z.uuid(),
  userAgent: z.string().max(128),
  /** They speak to no other site. */
  exercise: z.literal(true),
  /** The numbers that are dialled: users of the queues' addresses. */
  queues: z.array(user).min(1).max(32),
  /** Who answers at an address: the clips that are said, in order. Others are answered by somebody. */
  agencies: z.record(user, z.array(z.string().max(64)).min(1).max(16)).default({ ...standardAgencies }),
  /** Callers and those who are called, together. */
  atMost: z.int().min(2).max(60).default(60),
});
export type PartiesConfig = z.infer<typeof partiesConfigSchema>;
export type PartiesConfigInput = z.input<typeof partiesConfigSchema>;

/** Throws SambandError `parties.config`: what is not an exercise at an address that leads nowhere gets no parties. */
export function readConfig(input: PartiesConfigInput): PartiesConfig {
  const read = partiesConfigSchema.safeParse(input);
  if (read.success) return read.data;
  throw new SambandError(
    {
      code: 'parties.config',
      category: 'input',
      messageKey: 'error.parties.config',
      values: { path: read.error.issues[0]?.path.join('.') ?? '' },
    },
    { cause: read.error },
  );
}
