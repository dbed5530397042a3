import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../run/shell.ts';

/** Programs the exchange needs, and the Debian package each is in. */
const programs: readonly (readonly [program: string, debianPackage: string])[] = [
  ['kamailio', 'kamailio'],
  ['rtpengine', 'rtpengine-daemon'],
  ['openssl', 'openssl'],
  ['espeak-ng', 'espeak-ng'],
  ['sox', 'sox'],
];
/** Kamailio modules stand in packages of their own. */
const kamailioModules: readonly (readonly [module: string, debianPackage: string])[] = [
  ['websocket.so', 'kamailio-websocket-modules'],
  ['tls.so', 'kamailio-tls-modules'],
  ['uuid.so', 'kamailio-extra-modules'],
];
const moduleFolders = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/kamailio/modules`);

function canRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

const systemFolders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Full path of a program; the system's own folders count even when PATH lacks them. */
export function findProgram(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  return [...path.split(delimiter), ...systemFolders].map((folder) => join(folder, name)).find(canRead);
}

export function kamailioModulePath(): string {
  return moduleFolders.find(canRead) ?? moduleFolders[0] ?? '';
}

/** Debian packages that are missing on this machine. */
export function missingPackages(): string[] {
  const missing = [
    ...programs.filter(([program]) => findProgram(program) === undefined),
    ...kamailioModules.filter(([module]) => !moduleFolders.some((folder) => canRead(join(folder, module)))),
  ];
  return [...new Set(missing.map(([, debianPackage]) => debianPackage))];
}

/** Installs Debian packages; root only. Their own services are not started. */
export async function installPackages(names: readonly string[], say: (line: string) => void): Promise<void> {
  say(`Debian packages: installing ${names.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const minutes = 60_000;
  await run('apt-get', ['update', '-q'], { env, timeoutMs: 5 * minutes });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], {
    env,
    timeoutMs: 10 * minutes,
  });
}
