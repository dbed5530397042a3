import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parts, type EdgeName, type Part, type Plan } from '../config/plan.ts';
import { innerAddress } from '../config/plan.ts';
import { writeSite } from '../generate/files.ts';
import { tlsConfig } from '../generate/kamailio.ts';
import type { SiteFile } from '../generate/site.ts';
import type { Asterisk } from '../install/asterisk.ts';
import { certificateFiles, type CertificateKind } from './certificates.ts';
import { edgeOf, probePart, programOf, takenPort } from './parts.ts';
import { countMediaSessions, readJson, until } from './probe.ts';
import { runningPid, startProgram, stopProgram } from './process.ts';
import { positionSecret, readSecrets, type PositionSecret } from './secrets.ts';
import { lastLines, run } from './shell.ts';
import { readState, rememberCertificate } from './state.ts';

/** A part that did not come up: which, why, and the last lines of its log. */
export class PartError extends Error {
  override readonly name = 'PartError';
  readonly part: Part;
  readonly log: string;

  constructor(part: Part, reason: string, log: string) {
    super(`${part}: ${reason}${log === '' ? '' : `\nlast lines of its log:\n${log}`}`);
    this.part = part;
    this.log = log;
  }
}

export type PartStatus = {
  part: Part;
  pid: number | null;
  healthy: boolean;
  problem: string | null;
  /** Which certificate an edge shows; null for other parts. */
  certificate: CertificateKind | null;
};

export type PartOptions = { certificate?: CertificateKind };

/** A configured exchange: its files are written, its parts can be started and stopped one by one. */
export type Exchange = {
  readonly dir: string;
  readonly config: Plan['config'];
  readonly ports: Plan['ports'];
  readonly site: SiteFile;
  readonly sitePath: string;
  readonly recordingsPath: string;
  readonly parts: readonly Part[];
  /** What position `n` signs in with. */
  secrets: (n: number) => Promise<PositionSecret>;
  /** Starts a part unless it runs, and waits until it is healthy. */
  startPart: (part: Part, options?: PartOptions) => Promise<void>;
  stopPart: (part: Part) => Promise<void>;
  restartPart: (part: Part, options?: PartOptions) => Promise<void>;
  /** Ends a part without warning (SIGKILL to all its processes). */
  killPart: (part: Part) => Promise<void>;
  stop: () => Promise<void>;
  status: () => Promise<PartStatus[]>;
  /** Hangs up every call at the B2BUA: what a test that was cut short has left behind. */
  dropCalls: () => Promise<void>;
  logPath: (part: Part) => string;
  /** How many contacts are registered at an edge for a user: `113`, `pos1`. */
  registrations: (edge: EdgeName, user: string) => Promise<number>;
  /** How many media sessions the relay keeps: none when there is no call. */
  mediaSessions: () => Promise<number>;
};

const startMs = 30_000;

export async function makeExchange(plan: Plan, asterisk: Asterisk): Promise<Exchange> {
  const site = await writeSite(plan);
  const start = (part: Part, options: PartOptions = {}): Promise<void> =>
    startPart(plan, asterisk, part, options);
  const stop = (part: Part): Promise<void> => stopProgram(plan.paths.pid(part), 'asking');
  return {
    dir: plan.paths.dir,
    config: plan.config,
    ports: plan.ports,
    site,
    sitePath: plan.paths.site,
    recordingsPath: plan.paths.recordings,
    parts,
    secrets: async (n) => positionSecret(await readSecrets(plan.paths.secrets, plan.config), plan.config, n),
    startPart: start,
    stopPart: stop,
    restartPart: async (part, options) => {
      await stop(part);
      await start(part, options);
    },
    killPart: (part) => stopProgram(plan.paths.pid(part), 'at once'),
    stop: async () => {
      await Promise.all([...parts].map(stop));
    },
    status: () => Promise.all(parts.map((part) => statusOf(plan, part))),
    dropCalls: () => dropCalls(plan, asterisk),
    logPath: plan.paths.log,
    registrations: (edge, user) => registrations(plan, edge, user),
    mediaSessions: () => countMediaSessions(innerAddress, plan.ports.ng),
  };
}

async function startPart(plan: Plan, asterisk: Asterisk, part: Part, options: PartOptions): Promise<void> {
  const { paths } = plan;
  const pidPath = paths.pid(part);
  if (runningPid(pidPath) === undefined) {
    const taken = await takenPort(plan, part);
    if (taken !== undefined)
      throw new PartError(part, `${taken} is in use by another program; choose another basePort`, '');
    await writeTls(plan, part, options.certificate);
    startProgram(programOf(plan, part, asterisk), pidPath, paths.log(part));
  }
  const alive = (): boolean => runningPid(pidPath) !== undefined;
  try {
    await until(() => probePart(plan, part), startMs, alive);
    // what answered may be another exchange's part on the same port
    if (!alive()) throw new Error('ended by itself');
  } catch (cause) {
    const reason = !alive() ? 'ended by itself' : cause instanceof Error ? cause.message : String(cause);
    throw new PartError(part, reason, await logTail(plan, part));
  }
}

/** The TLS file names the certificate an edge shows; without a wish it keeps the last one. */
async function writeTls({ paths }: Plan, part: Part, wish: CertificateKind | undefined): Promise<void> {
  const edge = edgeOf(part);
  if (edge === undefined) return;
  const kind = wish ?? readState(paths.state).certificates[edge];
  const files = certificateFiles(paths.tls, edge, kind);
  await writeFile(join(paths.part(part), 'tls.cfg'), tlsConfig(files.certificate, files.key), {
    mode: 0o600,
  });
  await rememberCertificate(paths.state, edge, kind);
}

/** The last lines a part wrote; empty when it wrote nothing. */
export async function logTail({ paths }: Plan, part: Part, lines = 12): Promise<string> {
  const path = paths.log(part);
  return existsSync(path) ? lastLines(await readFile(path, 'utf8'), lines) : '';
}

async function statusOf(plan: Plan, part: Part): Promise<PartStatus> {
  const pid = runningPid(plan.paths.pid(part)) ?? null;
  const edge = edgeOf(part);
  const certificate = edge === undefined ? null : readState(plan.paths.state).certificates[edge];
  if (pid === null) return { part, pid, healthy: false, problem: 'not running', certificate };
  try {
    await probePart(plan, part);
    return { part, pid, healthy: true, problem: null, certificate };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    return { part, pid, healthy: false, problem, certificate };
  }
}

async function dropCalls(plan: Plan, asterisk: Asterisk): Promise<void> {
  const { command, args, cwd } = programOf(plan, 'asterisk', asterisk);
  const remote = args.filter((argument) => argument !== '-f');
  await run(command, [...remote, '-rx', 'channel request hangup all'], { cwd });
}

async function registrations({ ports }: Plan, edge: EdgeName, user: string): Promise<number> {
  const body = await readJson(`http://${innerAddress}:${ports.edges[edge].ws}/registrations/${user}`);
  return typeof body === 'object' && body !== null && 'contacts' in body ? Number(body.contacts) : 0;
}
