import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Config, ConfigInput } from '../config/config.ts';
import { parts, planPaths, planPorts, type Plan } from '../config/plan.ts';
import { readConfig } from '../config/read.ts';
import { writeConfiguration } from '../generate/files.ts';
import { findAsterisk } from '../install/asterisk.ts';
import { install } from '../install/install.ts';
import { makeSounds } from '../install/sounds.ts';
import { makeCertificates } from './certificates.ts';
import { makeExchange, type Exchange } from './exchange.ts';
import { withLock } from './lock.ts';
import { runningPid } from './process.ts';
import { edgeSecrets, readSecrets } from './secrets.ts';

export type ExchangeOptions = {
  /** Run folder: configuration, logs, pids, secrets. Default: `samband-exchange` in the user's state folder. */
  dir?: string;
  /** Configuration file; default: the one shipped, or the run folder's own. */
  configFile?: string;
  /** Values that win over the file. */
  config?: ConfigInput;
  /** One line at a time, for a person. */
  say?: (line: string) => void;
};

export function defaultDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state'), 'samband-exchange');
}

const shippedConfig = new URL('../../exchange.yaml', import.meta.url).pathname;

export async function loadConfig(options: ExchangeOptions): Promise<Config> {
  const file = options.configFile ?? shippedConfig;
  return readConfig(await readFile(file, 'utf8'), file, options.config);
}

function planOf(config: Config, dir: string): Plan {
  return { config, ports: planPorts(config), paths: planPaths(dir) };
}

/**
 * Installs what is missing, writes all files and starts every part; returns when all are healthy.
 * An exchange that already runs with this configuration is left alone; with another one it is restarted.
 * @throws MissingPartsError, ConfigError, PartError: each message says what a person can do
 */
export async function startExchange(options: ExchangeOptions = {}): Promise<Exchange> {
  const say = options.say ?? (() => undefined);
  const dir = options.dir ?? defaultDir();
  const plan = planOf(await loadConfig(options), dir);
  const asterisk = await install(say);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return withLock(join(dir, 'lock'), async () => {
    const changed = await differs(plan);
    const secrets = await readSecrets(plan.paths.secrets, plan.config);
    await makeCertificates(plan.paths.tls, plan.config);
    await makeSounds(plan);
    await writeConfiguration(plan, asterisk, edgeSecrets(secrets, plan.config));
    const exchange = await makeExchange(plan, asterisk);
    if (changed && isRunning(plan)) {
      say('The configuration has changed: the exchange is restarted.');
      await exchange.stop();
    }
    await startParts(exchange, say);
    return exchange;
  });
}

async function startParts(exchange: Exchange, say: (line: string) => void): Promise<void> {
  const [media, ...others] = parts;
  // the edges ping rtpengine when they start
  await exchange.startPart(media);
  const results = await Promise.allSettled(others.map((part) => exchange.startPart(part)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await exchange.stop();
    throw failed.reason;
  }
  say('All parts are healthy.');
}

function isRunning(plan: Plan): boolean {
  return parts.some((part) => runningPid(plan.paths.pid(part)) !== undefined);
}

/** True when the run folder holds another configuration than this one. */
async function differs({ config, paths }: Plan): Promise<boolean> {
  return !existsSync(paths.config) || (await readFile(paths.config, 'utf8')) !== stringify(config);
}

/**
 * The exchange of a run folder as it stands, running or not; nothing is started.
 * @returns undefined when the folder holds no exchange
 */
export async function openExchange(dir: string = defaultDir()): Promise<Exchange | undefined> {
  const { config: file } = planPaths(dir);
  if (!existsSync(file)) return undefined;
  const asterisk = findAsterisk();
  if (asterisk === undefined) return undefined;
  return makeExchange(planOf(readConfig(await readFile(file, 'utf8'), file), dir), asterisk);
}
