import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startExchange } from '../apps/exchange/src/index.ts';
import { ensureDisplay } from './electron/display.ts';
import { may, stage } from './electron/unprivileged.ts';
import type { Person } from './electron/unprivileged.ts';
import { ensureElectron } from './electron-runtime.ts';
import { bin, root, runChild } from './lib/child.ts';

const usage = `npm start -- [--position N] [--profile DIR] [--role ID] [--seed N] [--speed N]
npm start -- --join HOST:PORT
npm start -- --reference [--position N]
npm start -- --site FILE --position N

Alone: a centre to practise with, which the console brings along: its exchange and everybody who calls.
--join: another machine's centre, by the code that is shown there.
--reference: the reference exchange on this machine. --site: any other exchange.
The position's secret comes from SAMBAND_SIP_SECRET, from the key store, or is asked for on the screen.
`;
const say = (line: string): void => console.error(line);

/** What a person can mend: told in words, without a stack. */
class Plain extends Error {}

const out = join(root, 'apps/desktop/out');
const sources = [
  'apps/desktop/src',
  'apps/desktop/build.ts',
  'packages/hid/src',
  'packages/telephony/src',
  'packages/training/src',
  'packages/ui/src',
];

async function newest(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const files = await readdir(path, { recursive: true });
  const times = await Promise.all(files.map(async (file) => (await stat(join(path, file))).mtimeMs));
  return Math.max(found.mtimeMs, ...times);
}

async function buildIfNeeded(): Promise<void> {
  const built = join(out, 'package.json');
  const times = await Promise.all(sources.map((path) => newest(join(root, path))));
  if (existsSync(built) && (await stat(built)).mtimeMs > Math.max(...times)) return;
  say('Building the console …');
  const args = [join(root, 'apps/desktop/build.ts')];
  const end = await runChild({ command: bin('tsx'), args, timeoutMs: 300_000, output: 'keep' });
  if (!end.ok) throw new Plain(`The build failed: ${end.how}\n${end.output}`);
}

interface Wishes {
  /** Absent: the centre that the console brings along, or another machine's. */
  readonly site: string | undefined;
  /** Arguments that go to the console as they are. */
  readonly more: readonly string[];
  readonly position: number | undefined;
  readonly profile: string | undefined;
  readonly role: string | undefined;
  readonly secret: string | undefined;
}

async function wishes(): Promise<Wishes> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      site: text,
      position: text,
      profile: text,
      role: text,
      seed: text,
      speed: text,
      join: text,
      reference: { type: 'boolean' },
    },
  });
  const position = values.position === undefined ? undefined : Number(values.position);
  if (position !== undefined && !(Number.isInteger(position) && position >= 1))
    throw new Plain(`--position: a whole number\n\n${usage}`);
  const profile = values.profile === undefined ? undefined : resolve(values.profile);
  const given = { profile, role: values.role, more: [] };
  if (values.site !== undefined)
    return { ...given, site: resolve(values.site), position, secret: process.env['SAMBAND_SIP_SECRET'] };
  if (values.reference === true) return { ...given, ...(await reference(position ?? 1)) };
  const { seed, speed, join: host } = values;
  const more = [
    host === undefined ? '--practice' : `--join=${host}`,
    ...(seed === undefined ? [] : [`--seed=${seed}`]),
    ...(speed === undefined ? [] : [`--speed=${speed}`]),
  ];
  return { ...given, site: undefined, position, secret: undefined, more };
}

/** The reference exchange on this machine, started. */
async function reference(position: number): Promise<Pick<Wishes, 'site' | 'position' | 'secret'>> {
  say('Reference exchange: starting …');
  const exchange = await startExchange({ say });
  const { secret } = await exchange.secrets(position);
  const { listen } = exchange.config;
  say(
    `Call it from any SIP phone at ${listen[0] ?? ''}:${exchange.ports.trunk}; stop it: npm run exchange -- stop`,
  );
  return { site: exchange.sitePath, position, secret };
}

/** The directory of operators that a site file names beside itself; whether it is right is the console's to tell. */
async function directoryOf(site: string): Promise<string | undefined> {
  const text = await readFile(site, 'utf8');
  const name = /^operators:[\s{]+directory:\s*["']?([^"'\s{},]+)/m.exec(text)?.[1];
  const isBeside = name !== undefined && !isAbsolute(name) && !name.includes('..');
  return isBeside && existsSync(join(dirname(site), name)) ? name : undefined;
}

/** Root's files are not another user's: hands over the profile, and a copy of the site file where that is needed. */
async function handOver(
  person: Person,
  { site, profile, position }: Wishes,
): Promise<{ site: string | undefined; profile: string }> {
  const home = join('/home', person.name);
  let own = profile ?? join(home, `position-${position ?? 0}`);
  await mkdir(own, { recursive: true });
  await chown(own, person.uid, person.gid);
  if (!(await may(person, '-w', own))) {
    own = join(home, basename(own));
    await mkdir(own, { recursive: true });
    await chown(own, person.uid, person.gid);
    say(`${person.name} cannot reach ${profile ?? ''}: the profile is ${own}`);
  }
  if (site === undefined || !existsSync(site) || (await may(person, '-r', site)))
    return { site, profile: own };
  const copy = join(own, basename(site));
  await copyFile(site, copy);
  await chown(copy, person.uid, person.gid);
  const directory = await directoryOf(site);
  if (directory !== undefined) {
    const beside = join(own, directory);
    await mkdir(dirname(beside), { recursive: true });
    await copyFile(join(dirname(site), directory), beside);
    await chown(beside, person.uid, person.gid);
  }
  say(`${person.name} cannot read ${site}: using the copy ${copy}`);
  return { site: copy, profile: own };
}

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const wish = await wishes();
  await buildIfNeeded();
  const runtime = await ensureElectron(say);
  say(`Electron ${runtime.version}${runtime.test ? ': TEST runtime, for exercises and loopback only' : ''}`);
  const display = await ensureDisplay();
  if (!display)
    throw new Plain(
      'There is no display. Start it in a desktop session, or install Xvfb (Debian: apt-get install xvfb).',
    );
  const virtual = process.env['DISPLAY'] === undefined && display.name !== '';
  if (virtual) say(`No display: running on Xvfb ${display.name}`);
  const { program, app, person } = await stage(runtime, out, 'samband');
  const { site, profile } = person
    ? await handOver(person, wish)
    : { site: wish.site, profile: wish.profile };
  const args = [
    ...(virtual ? ['--disable-gpu'] : []),
    app,
    ...(site === undefined ? [] : [`--site=${site}`]),
    ...wish.more,
    ...(wish.position === undefined ? [] : [`--position=${wish.position}`]),
    ...(profile === undefined ? [] : [`--profile=${profile}`]),
    ...(wish.role === undefined ? [] : [`--role=${wish.role}`]),
  ];
  const env = { ...process.env, ...(display.name === '' ? {} : { DISPLAY: display.name }) };
  if (wish.secret !== undefined) Object.assign(env, { SAMBAND_SIP_SECRET: wish.secret });
  const child = spawn(program, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolved, rejected) => {
    child.once('error', rejected);
    child.once('exit', (code) => {
      display.close();
      resolved(code ?? 1);
    });
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    say(error instanceof Plain ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  },
);
