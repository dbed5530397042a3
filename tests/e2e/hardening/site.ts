import { mkdtemp, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A site whose exchange is never there: what is tested here does not need one. */
export const siteText = `schema: 1
site: { name: AMK Nordvik, kind: amk, language: nb, exercise: true }
exchange:
  domain: nordvik.example
  edges:
    - { name: A, url: "ws://127.0.0.1:9" }
positions: { aor: "sip:pos{n}@{domain}", count: 3 }
categories:
  - { id: emergency, letter: R, colour: cat-r, icon: siren, priority: 0 }
queues:
  - { id: "113", aor: "sip:113@{domain}", category: emergency, limit: 10 s, ring: emergency }
roles:
  - { id: medical, name: Medisinsk operatør, queues: ["113"], layout: amk-medical }
`;

/** The same centre with people who sign in. Nobody knows their PINs. */
export const staffedText = `${siteText}operators: { directory: operators.yaml }\n`;
export const directoryText = `schema: 1
operators:
  - id: kari
    name: Kari Nordmann
    roles: [medical]
    pin: pbkdf2-sha256$200000$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
`;

/** Writes a site file that the position's user can read, and the directory of operators beside it. */
export async function writeSite(text = siteText, directory?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-site-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'site.yaml');
  await writeFile(file, text);
  if (directory !== undefined) await writeFile(join(folder, 'operators.yaml'), directory);
  return file;
}
