import { z } from 'zod';

/** PBKDF2-HMAC-SHA-256 (RFC 8018): rounds, salt and hash, base64. What a directory holds in place of the PIN. */
const pinHash = z
  .string()
  .regex(/^pbkdf2-sha256\$[1-9]\d{3,6}\$[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{40,64}$/, 'pbkdf2-sha256$…');

export const operatorSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(128),
  /** Roles of the site that this person may take; the first is offered. */
  roles: z.array(z.string().max(64)).min(1).max(32),
  pin: pinHash,
});
export type Operator = z.infer<typeof operatorSchema>;
export const operatorsSchema = z.array(operatorSchema).max(2000);

/** The directory file (`operators.directory` of the site file). */
export const directorySchema = z.strictObject({ schema: z.literal(1), operators: operatorsSchema });

/** What a screen is told of an operator: never the PIN's hash. */
export const operatorChoiceSchema = z.object({
  id: z.string().max(64),
  name: z.string().max(128),
  roles: z.array(z.string().max(64)),
});
export type OperatorChoice = z.infer<typeof operatorChoiceSchema>;
