import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronRuntime } from '../electron-runtime.ts';

const exec = promisify(execFile);

/** Where root keeps what an unprivileged user must be able to read and run. */
const shelf = '/var/cache/samband';

export interface Person {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface Staged {
  /** Runs Electron with the arguments it is given; as `person` when there is one. */
  readonly program: string;
  /** The built app. */
  readonly app: string;
  /** Whom it runs as; undefined: as whoever starts it, who is unprivileged already. */
  readonly person: Person | undefined;
}

async function find(name: string): Promise<Person | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await exec('id', [flag, name])).stdout)),
    );
    return uid === undefined || gid === undefined ? undefined : { name, uid, gid };
  } catch {
    return undefined;
  }
}

async function ensurePerson(name: string): Promise<Person> {
  const known = await find(name);
  if (known) return known;
  await exec('useradd', ['--system', '--create-home', '--shell', '/usr/sbin/nologin', name]);
  const made = await find(name);
  if (!made) throw new Error(`user ${name} could not be made`);
  return made;
}

/** Puts a copy on the shelf under `name`, whole or not at all; an existing one is taken as it is. */
async function shelve(source: string, name: string): Promise<string> {
  const target = join(shelf, name);
  if (existsSync(target)) return target;
  const copying = await mkdtemp(join(shelf, '.copying-'));
  await cp(source, copying, { recursive: true, preserveTimestamps: true });
  await exec('chmod', ['-R', 'u+w,go+rX', copying]);
  await rename(copying, target).catch(async (error: unknown) => {
    await rm(copying, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // another process was faster
  });
  return target;
}

/** Builds that nothing has staged for a day leave the shelf. */
async function tidy(keep: string): Promise<void> {
  for (const name of await readdir(shelf)) {
    const path = join(shelf, name);
    if (!/^(out-|\.copying-)/.test(name) || path === keep) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 86_400_000) await rm(path, { recursive: true, force: true });
  }
}

/** Names a build by its files, sizes and times. */
async function nameOf(out: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(out, { recursive: true })).sort()) {
    const { size, mtimeMs } = await stat(join(out, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return `out-${hash.digest('hex').slice(0, 16)}`;
}

/**
 * Chromium's sandbox does not work as root, and the console is never run without it. So root runs it as a user of
 * its own, from copies that this user can read; everyone else runs it as it is.
 */
export async function stage(runtime: ElectronRuntime, out: string, userName: string): Promise<Staged> {
  if (process.getuid?.() !== 0) return { program: runtime.executablePath, app: out, person: undefined };
  const person = await ensurePerson(userName);
  await mkdir(shelf, { recursive: true, mode: 0o755 });
  const folder = await shelve(dirname(runtime.executablePath), `electron-${runtime.version}`);
  const sandbox = join(folder, 'chrome-sandbox');
  await chown(sandbox, 0, 0);
  await chmod(sandbox, 0o4755);
  const app = await shelve(out, await nameOf(out));
  await utimes(app, new Date(), new Date());
  await tidy(app);
  const program = join(shelf, `run-as-${person.name}`);
  const binary = join(folder, 'electron');
  const script = `#!/bin/sh
export HOME="$(getent passwd ${person.name} | cut -d: -f6)" USER=${person.name} LOGNAME=${person.name}
exec setpriv --reuid ${person.uid} --regid ${person.gid} --init-groups "${binary}" "$@"
`;
  // Several positions may be staged at once.
  const own = `${program}.${randomUUID()}`;
  await writeFile(own, script, { mode: 0o755 });
  await rename(own, program);
  return { program, app, person };
}

/** True when `person` may do `how` with the path: -r read, -w write (test(1)). */
export async function may(person: Person, how: '-r' | '-w', path: string): Promise<boolean> {
  const args = ['--reuid', `${person.uid}`, '--regid', `${person.gid}`, '--init-groups', 'test', how, path];
  return exec('setpriv', args).then(
    () => true,
    () => false,
  );
}
