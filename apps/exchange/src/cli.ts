import { parseArgs } from 'node:util';
import { readFile } from 'node:fs/promises';
import { parts, type Part } from './config/plan.ts';
import { ConfigError } from './config/read.ts';
import { CommandError, lastLines } from './run/shell.ts';
import { install, MissingPartsError } from './install/install.ts';
import { certificateKinds, type CertificateKind } from './run/certificates.ts';
import { defaultPlainDir, openPlainExchange, startPlainExchange } from './plain/start.ts';
import { PartError, type PartStatus } from './run/exchange.ts';
import type { PositionSecret } from './run/secrets.ts';
import { defaultDir, openExchange, startExchange, type ExchangeOptions } from './run/start.ts';

const usage = `Reference exchange: Asterisk, two Kamailio edges, rtpengine.

  npm run exchange -- COMMAND [options]

  start              install what is missing, start everything, wait until healthy
  stop               stop everything
  status             what runs, and whether it answers
  restart PART       one of: ${parts.join(', ')}
  install            only install what is missing (needs root)
  site               print the site file (and write it into the run folder)
  secret N           what position N signs in with
  logs [PART]        the last lines of the logs

  --plain            one Asterisk alone, with WebRTC: no edges, no media relay
  --dir DIR          run folder (default ${defaultDir()}; plain: ${defaultPlainDir()})
  --config FILE      configuration, see apps/exchange/exchange.yaml
  --base-port N      first of the 8000 ports it takes (default 15000); plain: of 2000 (12000)
  --certificate KIND for "restart edge-a|edge-b": ${certificateKinds.join(', ')}
  --json             machine-readable output
`;

/** A mistake on the command line. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  plain: { type: 'boolean', default: false },
  dir: { type: 'string' },
  config: { type: 'string' },
  'base-port': { type: 'string' },
  certificate: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Wishes = {
  plain: boolean;
  dir: string;
  configFile: string | undefined;
  basePort: number | undefined;
  certificate: CertificateKind | undefined;
  json: boolean;
};

/** What both kinds of exchange have in common, for a person at the command line. */
type AnyExchange = {
  readonly dir: string;
  readonly config: { listen: string[]; queues: { id: string }[] };
  readonly ports: { trunk: number };
  readonly site: { exchange: { edges: { url: string }[] } };
  readonly sitePath: string;
  readonly parts: readonly Part[];
  secrets: (n: number) => Promise<PositionSecret>;
  restartPart: (part: Part, options?: { certificate?: CertificateKind }) => Promise<void>;
  stop: () => Promise<void>;
  status: () => Promise<PartStatus[]>;
  logPath: (part: Part) => string;
};

function print(json: boolean, value: unknown, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(value) : text}\n`);
}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [command, argument] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(usage);
    return command === undefined && !values.help ? 2 : 0;
  }
  const wishes: Wishes = {
    plain: values.plain,
    dir: values.dir ?? (values.plain ? defaultPlainDir() : defaultDir()),
    configFile: values.config,
    basePort: values['base-port'] === undefined ? undefined : wholeNumber(values['base-port'], '--base-port'),
    certificate: values.certificate === undefined ? undefined : certificateKind(values.certificate),
    json: values.json,
  };
  switch (command) {
    case 'start':
      return start(wishes);
    case 'install': {
      const asterisk = await install(say);
      print(
        wishes.json,
        { asterisk: asterisk.version },
        `Everything is installed; Asterisk ${asterisk.version}.`,
      );
      return 0;
    }
    default:
      return withExchange(command, argument, wishes);
  }
}

async function withExchange(command: string, argument: string | undefined, wishes: Wishes): Promise<number> {
  if (!['stop', 'status', 'restart', 'site', 'secret', 'logs'].includes(command))
    throw new UsageError(`unknown command: ${command}`);
  const open = wishes.plain ? openPlainExchange : openExchange;
  const exchange: AnyExchange | undefined = await open(wishes.dir);
  if (exchange === undefined) {
    if (command === 'stop') return 0;
    const line = `npm run exchange -- start${wishes.plain ? ' --plain' : ''}`;
    throw new UsageError(`no exchange in ${wishes.dir}: run "${line}" first`);
  }
  switch (command) {
    case 'stop':
      await exchange.stop();
      print(wishes.json, { stopped: true }, 'Stopped.');
      return 0;
    case 'status':
      return status(exchange, wishes.json);
    case 'restart':
      await exchange.restartPart(partName(argument, exchange.parts), certificateWish(wishes));
      return status(exchange, wishes.json);
    case 'site':
      print(wishes.json, exchange.site, (await readFile(exchange.sitePath, 'utf8')).trimEnd());
      return 0;
    case 'secret': {
      const secret = await exchange.secrets(wholeNumber(argument ?? '', 'secret N'));
      print(
        wishes.json,
        secret,
        `user ${secret.user}\nrealm ${secret.realm}\nsecret ${secret.secret}\nha1 ${secret.ha1}`,
      );
      return 0;
    }
    default:
      return logs(exchange, argument === undefined ? exchange.parts : [partName(argument, exchange.parts)]);
  }
}

async function start(wishes: Wishes): Promise<number> {
  const starting: (options: ExchangeOptions) => Promise<AnyExchange> = wishes.plain
    ? startPlainExchange
    : startExchange;
  const exchange = await starting({
    dir: wishes.dir,
    ...(wishes.configFile === undefined ? {} : { configFile: wishes.configFile }),
    ...(wishes.basePort === undefined ? {} : { config: { basePort: wishes.basePort } }),
    say,
  });
  const { ports, sitePath } = exchange;
  const address = exchange.config.listen[0] ?? '';
  print(
    wishes.json,
    { dir: exchange.dir, sitePath, ports, parts: await exchange.status() },
    `Callers dial ${exchange.config.queues.map((queue) => queue.id).join(', ')} at ${address}:${ports.trunk} (SIP).
Positions: ${exchange.site.exchange.edges.map((edge) => edge.url).join(', ')}
Site file: ${sitePath}
Logs:      ${exchange.dir}/log`,
  );
  return 0;
}

async function status(exchange: AnyExchange, json: boolean): Promise<number> {
  const all = await exchange.status();
  const text = all
    .map(({ part, pid, healthy, problem, certificate }) =>
      [part.padEnd(10), healthy ? 'healthy' : (problem ?? ''), pid === null ? '' : `pid ${pid}`]
        .concat(certificate === null || certificate === 'current' ? [] : [`certificate: ${certificate}`])
        .join('  '),
    )
    .join('\n');
  print(json, { dir: exchange.dir, parts: all }, text);
  return all.every((part) => part.healthy) ? 0 : 1;
}

async function logs(exchange: AnyExchange, which: readonly Part[]): Promise<number> {
  for (const part of which) {
    const text = await readFile(exchange.logPath(part), 'utf8').catch(() => '');
    process.stdout.write(`== ${exchange.logPath(part)}\n${lastLines(text, 40)}\n`);
  }
  return 0;
}

function certificateWish(wishes: Wishes): { certificate?: CertificateKind } {
  return wishes.certificate === undefined ? {} : { certificate: wishes.certificate };
}

function partName(text: string | undefined, known: readonly Part[]): Part {
  const part = known.find((candidate) => candidate === text);
  if (part === undefined) throw new UsageError(`which part? one of: ${known.join(', ')}`);
  return part;
}

function certificateKind(text: string): CertificateKind {
  const kind = certificateKinds.find((candidate) => candidate === text);
  if (kind === undefined) throw new UsageError(`--certificate: one of ${certificateKinds.join(', ')}`);
  return kind;
}

function wholeNumber(text: string, what: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`${what}: a whole number`);
  return Number(text);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Mistakes a person can mend are told in words; anything else with its stack. */
function isPlain(cause: unknown): cause is Error {
  return [UsageError, ConfigError, MissingPartsError, PartError, CommandError, RangeError].some(
    (kind) => cause instanceof kind,
  );
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (cause: unknown) => {
    say(isPlain(cause) ? cause.message : String(cause instanceof Error ? cause.stack : cause));
    process.exitCode = cause instanceof UsageError ? 2 : 1;
  },
);
