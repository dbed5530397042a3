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

/** Writes a site file that the position's user can read. */
export async function writeSite(text = siteText): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-site-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'site.yaml');
  await writeFile(file, text);
  return file;
}
