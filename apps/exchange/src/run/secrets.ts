import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import { ha1, type EdgeSecrets } from '../generate/kamailio.ts';

const fileSchema = z.strictObject({
  nonce: z.string().min(16),
  positions: z.record(z.string(), z.string().min(8)),
});
type SecretFile = z.output<typeof fileSchema>;

/** What one position signs in with; `ha1` is all a console needs. Never logged. */
export type PositionSecret = { user: string; realm: string; secret: string; ha1: string };

/** Reads the run folder's secrets; makes the file (mode 0600) and what it lacks. */
export async function readSecrets(path: string, config: Config): Promise<SecretFile> {
  let secrets: SecretFile = { nonce: randomBytes(24).toString('hex'), positions: {} };
  try {
    secrets = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
  for (let n = 1; n <= config.positions; n += 1)
    secrets.positions[n] ??= randomBytes(15).toString('base64url');
  await writeFile(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  return secrets;
}

/** @throws RangeError when there is no such position */
export function positionSecret(secrets: SecretFile, config: Config, n: number): PositionSecret {
  const secret = secrets.positions[n];
  if (secret === undefined || n > config.positions)
    throw new RangeError(`position ${n}: the exchange has positions 1 to ${config.positions}`);
  const user = `pos${n}`;
  return { user, realm: config.domain, secret, ha1: ha1(user, config.domain, secret) };
}

export function edgeSecrets(secrets: SecretFile, config: Config): EdgeSecrets {
  const hashes = new Map<string, string>();
  for (let n = 1; n <= config.positions; n += 1) {
    const { user, ha1: hash } = positionSecret(secrets, config, n);
    hashes.set(user, hash);
  }
  return { ha1: hashes, nonce: secrets.nonce };
}
