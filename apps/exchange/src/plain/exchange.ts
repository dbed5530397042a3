import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { innerAddress, type Part } from '../config/plan.ts';
import type { SiteFile } from '../generate/site.ts';
import type { Asterisk } from '../install/asterisk.ts';
import { PartError, type PartStatus } from '../run/exchange.ts';
import { isListening, probeSip, probeWebSocket, until } from '../run/probe.ts';
import { runningPid, startProgram, stopProgram, type Program } from '../run/process.ts';
import { positionSecret, readSecrets, type PositionSecret } from '../run/secrets.ts';
import { lastLines, run } from '../run/shell.ts';
import { plainUrl, type PlainPlan } from './plan.ts';

/** An Asterisk that is a whole exchange by itself. */
export type PlainExchange = {
  readonly dir: string;
  readonly config: PlainPlan['config'];
  readonly ports: PlainPlan['ports'];
  readonly site: SiteFile;
  readonly sitePath: string;
  /** Asterisk and nothing else. */
  readonly parts: readonly Part[];
  /** What position `n` signs in with. */
  secrets: (n: number) => Promise<PositionSecret>;
  /** Starts it unless it runs, and waits until it is healthy. */
  start: () => Promise<void>;
  restartPart: () => Promise<void>;
  stop: () => Promise<void>;
  status: () => Promise<PartStatus[]>;
  /** Hangs up every call: what a test that was cut short has left behind. */
  dropCalls: () => Promise<void>;
  logPath: () => string;
  /** How many contacts are registered for a user: `113`, `pos1`. */
  registrations: (user: string) => Promise<number>;
};

const part = 'asterisk';
const startMs = 30_000;

export function makePlainExchange(plan: PlainPlan, site: SiteFile, asterisk: Asterisk): PlainExchange {
  const { config, ports, paths } = plan;
  const [command = '', ...first] = asterisk.command;
  const home = paths.part(part);
  const options = [...first, '-C', join(home, 'etc/asterisk.conf')];
  const ask = (question: string): Promise<string> =>
    run(command, [...options, '-rx', question], { cwd: home });
  const stop = (): Promise<void> => stopProgram(paths.pid(part), 'asking');
  const begin = (): Promise<void> => start(plan, { command, args: [...options, '-f'], cwd: home });
  return {
    dir: paths.dir,
    config,
    ports,
    site,
    sitePath: paths.site,
    parts: [part],
    secrets: async (n) => positionSecret(await readSecrets(paths.secrets, config), config, n),
    start: begin,
    restartPart: async () => {
      await stop();
      await begin();
    },
    stop,
    status: async () => [await statusOf(plan)],
    dropCalls: async () => void (await ask('channel request hangup all')),
    logPath: () => paths.log(part),
    registrations: async (user) => contactsIn(await ask(`pjsip show aor ${user}`), user),
  };
}

/** Counts the contacts of an AoR in what the console of Asterisk prints of it. */
export function contactsIn(text: string, user: string): number {
  return text.split('\n').filter((line) => line.trim().startsWith(`Contact:  ${user}/`)).length;
}

async function start(plan: PlainPlan, program: Program): Promise<void> {
  const pidPath = plan.paths.pid(part);
  if (runningPid(pidPath) === undefined) {
    const taken = await takenPort(plan);
    if (taken !== undefined)
      throw new PartError(part, `${taken} is in use by another program; choose another basePort`, '');
    startProgram(program, pidPath, plan.paths.log(part));
  }
  const alive = (): boolean => runningPid(pidPath) !== undefined;
  try {
    await until(() => probe(plan), startMs, alive);
    // what answered may be another program on the same port
    if (!alive()) throw new Error('ended by itself');
  } catch (cause) {
    const reason = !alive() ? 'ended by itself' : cause instanceof Error ? cause.message : String(cause);
    throw new PartError(part, reason, await logTail(plan));
  }
}

async function probe(plan: PlainPlan): Promise<void> {
  for (const address of plan.config.listen) await probeSip(address, plan.ports.trunk);
  await probeWebSocket(plainUrl(plan));
}

async function takenPort({ config, ports }: PlainPlan): Promise<string | undefined> {
  const mine = config.listen.flatMap((address) => [
    [address, ports.trunk] as const,
    [address, ports.wss] as const,
  ]);
  for (const [address, port] of [[innerAddress, ports.ws] as const, ...mine])
    if (await isListening(address, port)) return `${address}:${port}`;
  return undefined;
}

async function logTail({ paths }: PlainPlan): Promise<string> {
  const path = paths.log(part);
  return existsSync(path) ? lastLines(await readFile(path, 'utf8'), 12) : '';
}

async function statusOf(plan: PlainPlan): Promise<PartStatus> {
  const pid = runningPid(plan.paths.pid(part)) ?? null;
  const status = { part, pid, certificate: null } as const;
  if (pid === null) return { ...status, healthy: false, problem: 'not running' };
  try {
    await probe(plan);
    return { ...status, healthy: true, problem: null };
  } catch (cause) {
    return { ...status, healthy: false, problem: cause instanceof Error ? cause.message : String(cause) };
  }
}
