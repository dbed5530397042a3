import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { operatorSchema } from '@samband/telephony/contract';

/** OWASP's figure for PBKDF2-HMAC-SHA-256; the engine verifies with what stands in the entry. */
const rounds = 600_000;

/** The PIN as a directory holds it: `pbkdf2-sha256$rounds$salt$hash` (RFC 8018 §5.2). */
export function hashPin(pin: string, salt: Uint8Array = randomBytes(16)): string {
  const hash = pbkdf2Sync(pin, salt, rounds, 32, 'sha256');
  return ['pbkdf2-sha256', rounds, Buffer.from(salt).toString('base64'), hash.toString('base64')].join('$');
}

/** Why this is no PIN: the keys on the screen are digits. */
export function pinProblem(pin: string): string | undefined {
  return /^\d{4,32}$/.test(pin) ? undefined : 'A PIN has 4 to 32 digits.';
}

export interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly pin: string;
}

/** The entry as YAML, as it stands under `operators:` of the directory. */
export function entryOf({ pin, ...wanted }: Wanted): string {
  const entry = operatorSchema.safeParse({ ...wanted, pin: hashPin(pin) });
  if (!entry.success) {
    const [issue] = entry.error.issues;
    throw new Error(`--${String(issue?.path[0] ?? '')}: ${issue?.message ?? ''}`);
  }
  // A JSON string is a YAML string, whatever is in it.
  const { id, name, roles, pin: hashed } = entry.data;
  return [
    `  - id: ${JSON.stringify(id)}`,
    `    name: ${JSON.stringify(name)}`,
    `    roles: [${roles.map((role) => JSON.stringify(role)).join(', ')}]`,
    `    pin: ${hashed}`,
  ].join('\n');
}
