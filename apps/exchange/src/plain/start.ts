import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Config } from '../config/config.ts';
import { planPaths } from '../config/plan.ts';
import { readConfig } from '../config/read.ts';
import { selectModules } from '../generate/asterisk.ts';
import { makeFolders, writePrivate, writeSiteFile } from '../generate/files.ts';
import { exchangeHeaders, proofHeader } from '../generate/headers.ts';
import { ownAddress, siteOf, type SiteFile } from '../generate/site.ts';
import { findAsterisk, type Asterisk } from '../install/asterisk.ts';
import { install } from '../install/install.ts';
import { makeSounds } from '../install/sounds.ts';
import { announcedFingerprints, makeCertificates } from '../run/certificates.ts';
import { withLock } from '../run/lock.ts';
import { runningPid } from '../run/process.ts';
import { edgeSecrets, readSecrets } from '../run/secrets.ts';
import { loadConfig, type ExchangeOptions } from '../run/start.ts';
import { plainConfig, plainModules } from './config.ts';
import { makePlainExchange, type PlainExchange } from './exchange.ts';
import { plainBasePort, plainUrl, planPlain, type PlainPlan } from './plan.ts';

export function defaultPlainDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state'), 'samband-exchange-plain');
}

/** The shipped configuration stands in the reference exchange's ports; a file of one's own says where it belongs. */
async function configOf(options: ExchangeOptions): Promise<Config> {
  if (options.configFile !== undefined) return loadConfig(options);
  return loadConfig({ ...options, config: { basePort: plainBasePort, ...options.config } });
}

/** The site file promises what a plain Asterisk does, and nothing else. */
export function plainSite(plan: Pick<PlainPlan, 'config' | 'ports'>, certificates: string[]): SiteFile {
  const { call, cameIn, queueLength } = exchangeHeaders;
  return siteOf(plan.config, {
    edges: [{ name: 'A', url: plainUrl(plan), certificates }],
    headers: { call, cameIn, queueLength, proof: proofHeader },
    can: { proof: ownAddress },
  });
}

/**
 * Installs what is missing, writes all files and starts Asterisk; returns when it is healthy. One that already runs
 * with this configuration is left alone; with another one it is restarted.
 * @throws MissingPartsError, ConfigError, PartError: each message says what a person can do
 */
export async function startPlainExchange(options: ExchangeOptions = {}): Promise<PlainExchange> {
  const say = options.say ?? (() => undefined);
  const plan = planPlain(await configOf(options), options.dir ?? defaultPlainDir());
  const { config, paths } = plan;
  const asterisk = await install(say);
  await mkdir(paths.dir, { recursive: true, mode: 0o700 });
  return withLock(join(paths.dir, 'lock'), async () => {
    const before = existsSync(paths.config) ? await readFile(paths.config, 'utf8') : '';
    const secrets = await readSecrets(paths.secrets, config);
    await makeCertificates(paths.tls, config);
    await makeSounds(plan);
    await write(plan, asterisk, edgeSecrets(secrets, config).ha1);
    const exchange = await open(plan, asterisk);
    if (before !== stringify(config) && runningPid(paths.pid('asterisk')) !== undefined) {
      say('The configuration has changed: the exchange is restarted.');
      await exchange.stop();
    }
    await exchange.start();
    say('Asterisk is healthy.');
    return exchange;
  });
}

async function write(plan: PlainPlan, asterisk: Asterisk, ha1: ReadonlyMap<string, string>): Promise<void> {
  const { config, paths } = plan;
  const home = paths.part('asterisk');
  await mkdir(home, { recursive: true, mode: 0o700 });
  await makeFolders(paths);
  await writePrivate(paths.config, stringify(config));
  const modules = selectModules(asterisk.modules, plainModules);
  for (const [name, text] of plainConfig(plan, { ...asterisk, modules }, ha1))
    await writePrivate(join(home, 'etc', name), text);
}

async function open(plan: PlainPlan, asterisk: Asterisk): Promise<PlainExchange> {
  const site = plainSite(plan, await announcedFingerprints(plan.paths.tls, 'a'));
  await writeSiteFile(site, plan.paths.site);
  return makePlainExchange(plan, site, asterisk);
}

/**
 * The plain Asterisk of a run folder as it stands, running or not; nothing is started.
 * @returns undefined when the folder holds none
 */
export async function openPlainExchange(dir: string = defaultPlainDir()): Promise<PlainExchange | undefined> {
  const { config: file } = planPaths(dir);
  if (!existsSync(file)) return undefined;
  const asterisk = findAsterisk();
  if (asterisk === undefined) return undefined;
  return open(planPlain(readConfig(await readFile(file, 'utf8'), file), dir), asterisk);
}
