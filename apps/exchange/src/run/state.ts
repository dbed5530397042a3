import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { certificateKinds, type CertificateKind } from './certificates.ts';
import type { EdgeName } from '../config/plan.ts';

const kind = z.enum(certificateKinds);
const stateSchema = z.strictObject({ certificates: z.strictObject({ a: kind, b: kind }) });
type State = z.output<typeof stateSchema>;

const fresh: State = { certificates: { a: 'current', b: 'current' } };

/** Which certificate each edge was last started with; a damaged file counts as none. */
export function readState(path: string): State {
  if (!existsSync(path)) return fresh;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return fresh;
  }
}

export async function rememberCertificate(
  path: string,
  edge: EdgeName,
  used: CertificateKind,
): Promise<void> {
  const { certificates } = readState(path);
  await writeFile(path, `${JSON.stringify({ certificates: { ...certificates, [edge]: used } })}\n`);
}
