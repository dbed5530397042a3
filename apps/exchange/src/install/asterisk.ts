import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run/shell.ts';

/** Asterisk unpacked in a folder of its own, run with that folder's own C library, so nothing is installed. */
export type Asterisk = {
  version: string;
  root: string;
  /** Program and first arguments; Asterisk's own arguments follow. */
  command: readonly string[];
  modulePath: string;
  dataPath: string;
  modules: readonly string[];
};

/** Suites of Debian tried in this order: Asterisk 22 LTS, and the older 16.28 should the first fail one day. */
const suites = ['sid', 'bullseye'] as const;

const partial = 'asterisk.partial';

/** The machine's cache folder for root, the user's otherwise; both are searched. */
export function cacheFolders(
  env: NodeJS.ProcessEnv = process.env,
  root = process.getuid?.() === 0,
): string[] {
  const user = join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'samband');
  const machine = '/var/cache/samband';
  return root ? [machine, user] : [user, machine];
}

/** The newest Asterisk found in the cache folders. */
export function findAsterisk(folders: readonly string[] = cacheFolders()): Asterisk | undefined {
  for (const folder of folders) {
    const versions = existsSync(folder)
      ? readdirSync(folder).filter((name) => /^asterisk-\d+\.\d+/.test(name))
      : [];
    for (const name of versions.toSorted(byVersion).toReversed()) {
      const found = describe(join(folder, name), name.slice('asterisk-'.length));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function describe(root: string, version: string): Asterisk | undefined {
  const loader = ['usr/lib64', 'usr/lib', 'lib64', 'lib']
    .flatMap((folder) => entries(join(root, folder)))
    .find((path) => /\/ld-linux-[\w-]+\.so\.\d$/.test(path));
  const libraries = entries(join(root, 'usr/lib')).filter((path) => path.endsWith('-linux-gnu'));
  const program = join(root, 'usr/sbin/asterisk');
  const modulePath = libraries
    .flatMap((path) => [join(path, 'asterisk/modules'), join(root, 'usr/lib/asterisk/modules')])
    .find((path) => existsSync(path));
  if (loader === undefined || modulePath === undefined || !existsSync(program)) return undefined;
  const search = [...libraries, ...libraries.map((path) => path.replace('/usr/lib/', '/lib/'))].join(':');
  return {
    version,
    root,
    command: [loader, '--library-path', search, program],
    modulePath,
    dataPath: join(root, 'usr/share/asterisk'),
    modules: entries(modulePath).map((path) => path.slice(modulePath.length + 1)),
  };
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** Unpacks Asterisk into the cache folder (root only; one to three minutes, 350 MB). */
export async function installAsterisk(
  say: (line: string) => void,
  folder = cacheFolders()[0] ?? '/var/cache/samband',
): Promise<Asterisk> {
  await mkdir(folder, { recursive: true });
  const problems: string[] = [];
  for (const suite of suites) {
    say(`Asterisk: unpacking it from Debian ${suite} into ${folder} (one to three minutes, 350 MB) …`);
    try {
      return await unpack(folder, suite);
    } catch (cause) {
      problems.push(`${suite}: ${cause instanceof Error ? cause.message : String(cause)}`);
      say(`Asterisk: Debian ${suite} did not work; ${problems.at(-1) ?? ''}`);
    }
  }
  throw new Error(`Asterisk could not be unpacked. ${problems.join(' ')}`);
}

async function unpack(folder: string, suite: string): Promise<Asterisk> {
  const target = join(folder, partial);
  await rm(target, { recursive: true, force: true });
  const mirror = await debianMirror();
  await run(
    'debootstrap',
    ['--variant=minbase', '--include=asterisk', suite, target, ...(mirror === undefined ? [] : [mirror])],
    { timeoutMs: 15 * 60_000 },
  );
  await run('rm', ['-rf', join(target, 'var/cache/apt'), join(target, 'var/lib/apt/lists')]);
  const candidate = describe(target, 'new');
  const [program = '', ...args] = candidate?.command ?? [];
  const answer = candidate === undefined ? '' : await run(program, [...args, '-V']);
  const version = /^Asterisk (\d+(?:\.\d+)+)/.exec(answer)?.[1];
  if (version === undefined) throw new Error(`the unpacked Asterisk does not run: ${answer}`);
  const final = join(folder, `asterisk-${version}`);
  await rm(final, { recursive: true, force: true });
  await rename(target, final);
  const found = describe(final, version);
  if (found === undefined) throw new Error(`${final} is not complete`);
  return found;
}

/** The mirror this machine's apt uses; undefined leaves the choice to debootstrap. */
async function debianMirror(): Promise<string | undefined> {
  const sites = await run('apt-get', ['indextargets', '--format', '$(SITE)']).catch(() => '');
  return sites.split('\n').find((site) => /^https?:\/\/\S+\/debian\/?$/.test(site));
}
