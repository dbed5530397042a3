import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { edgeNames, parts, type Plan } from '../config/plan.ts';
import { kamailioModulePath } from '../install/packages.ts';
import type { Asterisk } from '../install/asterisk.ts';
import { announcedFingerprints } from '../run/certificates.ts';
import { asteriskConfig, selectModules } from './asterisk.ts';
import { kamailioConfig, type EdgeSecrets } from './kamailio.ts';
import { directoryName, labDirectory } from './operators.ts';
import { siteFile, type SiteFile } from './site.ts';

/** Writes a file for its owner only; secrets' hashes and callers' numbers live in this folder. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
  await chmod(path, 0o600);
}

/** The folders that Asterisk wants to find, and those of the run folder itself. */
export async function makeFolders(paths: Plan['paths']): Promise<void> {
  for (const folder of ['etc', 'lib/keys', 'spool', 'run', 'log'])
    await mkdir(join(paths.part('asterisk'), folder), { recursive: true, mode: 0o700 });
  for (const folder of ['log', 'pid', 'recordings'])
    await mkdir(join(paths.dir, folder), { recursive: true, mode: 0o700 });
}

/** Writes every part's configuration into the run folder. */
export async function writeConfiguration(
  plan: Plan,
  asterisk: Asterisk,
  secrets: EdgeSecrets,
): Promise<void> {
  const { paths } = plan;
  for (const part of parts) await mkdir(paths.part(part), { recursive: true, mode: 0o700 });
  await makeFolders(paths);
  await writePrivate(paths.config, stringify(plan.config));
  for (const edge of edgeNames)
    await writePrivate(
      join(paths.part(`edge-${edge}`), 'kamailio.cfg'),
      kamailioConfig(plan, edge, secrets, kamailioModulePath()),
    );
  const modules = selectModules(asterisk.modules);
  for (const [name, text] of asteriskConfig(plan, { ...asterisk, modules }))
    await writePrivate(join(paths.part('asterisk'), 'etc', name), text);
}

/** Writes the site file, and the directory of operators where there is one; returns the site file's content. */
export async function writeSite(plan: Plan, target = plan.paths.site): Promise<SiteFile> {
  const site = siteFile(plan, {
    a: await announcedFingerprints(plan.paths.tls, 'a'),
    b: await announcedFingerprints(plan.paths.tls, 'b'),
  });
  await writeSiteFile(site, target);
  return site;
}

export async function writeSiteFile(site: SiteFile, target: string): Promise<void> {
  const heading = '# Site file of this exchange, generated from its configuration. No secrets in it.\n';
  await writeFile(target, heading + stringify(site));
  const directory = join(dirname(target), directoryName);
  if (site.operators) await writePrivate(directory, stringify(labDirectory, { lineWidth: 0 }));
  else await rm(directory, { force: true });
}
