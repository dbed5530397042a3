import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { createLightPhone } from '../../packages/training/src/exchange/testing/light.ts';
import type { Telephone } from '../../packages/training/src/exchange/testing/phone.ts';
import type { Wire } from '../../packages/training/src/exchange/testing/wire.ts';
import { benchDomain, ha1Of } from './exchange-embedded-held.ts';
import type { Held } from './exchange-embedded-held.ts';
import { figures } from './figures.ts';
import type { Figures } from './figures.ts';

const { version } = createRequire(import.meta.url)('ws/package.json') as { version: string };
const positions = 8;
const waiting = 60;
const queue = `sip:113@${benchDomain}`;

interface Rate {
  readonly perSecond: number;
  /** How many it is made of. */
  readonly n: number;
}

export interface EmbeddedFigures {
  /** REGISTER with its challenge, eight consoles at once. */
  readonly registrations: Rate;
  /** Rings at eight consoles, is answered, and ends; ten at once. */
  readonly calls: Rate;
  /** REGISTER of a console that comes late → the last of the waiting calls is there, ms. */
  readonly delivered: Figures & { readonly calls: number };
  /** The exchange's process: idle, and with sixty calls that wait at eight consoles. MiB. */
  readonly memory: { readonly idle: Memory; readonly waiting: Memory; readonly after: Memory };
  readonly runtime: {
    readonly node: string;
    readonly ws: string;
    readonly cores: number;
    readonly processor: string;
  };
}

interface Memory {
  readonly heap: number;
  readonly resident: number;
}

async function startProcess(): Promise<{ ask(): Promise<Held>; stop(): Promise<void> }> {
  const file = fileURLToPath(new URL('exchange-embedded-process.ts', import.meta.url));
  const child: ChildProcess = fork(file, { execArgv: ['--import', 'tsx', '--expose-gc'] });
  await once(child, 'message');
  return {
    async ask() {
      const answer = once(child, 'message') as Promise<[Held]>;
      child.send('held');
      return (await answer)[0];
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

function openWire(url: string): Wire {
  const socket = new WebSocket(url, 'sip');
  return Object.assign(socket as unknown as Wire, { cut: () => socket.terminate(), received: [], sent: [] });
}

async function signIn(url: string, user: string): Promise<Telephone> {
  const deps = { domain: benchDomain, ha1: ha1Of(user), openWire: () => openWire(url) };
  const phone = createLightPhone(deps, user);
  await phone.connect();
  await phone.register(user);
  return phone;
}

/** Until it is so; looks at every turn of the loop. */
async function until(isSo: () => boolean): Promise<void> {
  for (const watchdog = Date.now() + 60_000; !isSo();) {
    if (Date.now() > watchdog) throw new Error('not within a minute');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function register(consoles: readonly Telephone[], n: number): Promise<Rate> {
  const each = Math.ceil(n / consoles.length);
  const from = performance.now();
  await Promise.all(
    consoles.map(async (phone) => {
      for (let count = 0; count < each; count += 1) await phone.register('113');
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  return { perSecond: Math.round((each * consoles.length) / seconds), n: each * consoles.length };
}

async function call(caller: Telephone, consoles: readonly Telephone[], n: number): Promise<Rate> {
  const from = performance.now();
  let answered = 0;
  const one = async (): Promise<void> => {
    const made = caller.call(queue, { from: `sip:+4700000000@${benchDomain}` });
    await until(() => made.log.includes('progress 180'));
    answered += 1;
    const phone = consoles[answered % consoles.length];
    // All that ring here: each is somebody's.
    for (const leg of phone?.legs ?? []) if (leg.log.length === 0) await leg.accept().catch(() => undefined);
    await until(() => made.log.includes('established'));
    await made.terminate();
  };
  const worker = async (): Promise<void> => {
    for (let count = 0; count < n / 10; count += 1) await one();
  };
  await Promise.all(Array.from({ length: 10 }, worker));
  const seconds = (performance.now() - from) / 1000;
  return { perSecond: Math.round(n / seconds), n };
}

/** A console that comes when sixty calls wait, again and again. */
async function deliver(url: string, rounds: number): Promise<number[]> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const phone = await signIn(url, 'pos1');
    const from = performance.now();
    const bound = phone.register('113');
    await until(() => phone.legs.length === waiting);
    samples.push(performance.now() - from);
    await bound;
    phone.dispose();
  }
  return samples;
}

const mebibytes = ({ heap, resident }: Held): Memory => ({
  heap: Math.round(heap / 1024 / 102.4) / 10,
  resident: Math.round(resident / 1024 / 102.4) / 10,
});

/** The embedded exchange over real sockets on loopback, in its own process. */
export async function benchEmbedded(rounds: number, say: (line: string) => void): Promise<EmbeddedFigures> {
  const exchange = await startProcess();
  try {
    const { port } = await exchange.ask();
    const url = `ws://127.0.0.1:${port}/`;
    const caller = await signIn(`${url}outside`, 'outside');
    const idle = await exchange.ask();
    const consoles = await Promise.all(
      Array.from({ length: positions }, (_, number) => signIn(url, `pos${number + 1}`)),
    );
    const registrations = await register(consoles, rounds * 100);
    say(`registrations: ${registrations.perSecond} a second`);
    const calls = await call(caller, consoles, rounds * 10);
    say(`calls: ${calls.perSecond} a second`);
    for (const phone of consoles) phone.dispose();
    const made = Array.from({ length: waiting }, () => caller.call(queue));
    const delivered = figures(await deliver(url, rounds));
    say(`${waiting} calls delivered: p50 ${delivered.p50} ms`);
    const crowd = await Promise.all(
      Array.from({ length: positions }, (_, number) => signIn(url, `pos${number + 1}`)),
    );
    for (const phone of crowd) await phone.register('113');
    await until(() => crowd.every(({ legs }) => legs.length === waiting));
    const full = await exchange.ask();
    for (const one of made) await one.terminate();
    await until(() => crowd.every(({ legs }) => legs.every(({ log }) => log.length > 0)));
    const after = await exchange.ask();
    return {
      registrations,
      calls,
      delivered: { ...delivered, calls: waiting },
      memory: { idle: mebibytes(idle), waiting: mebibytes(full), after: mebibytes(after) },
      runtime: {
        node: process.versions.node,
        ws: version,
        cores: cpus().length,
        processor: cpus()[0]?.model ?? '',
      },
    };
  } finally {
    await exchange.stop();
  }
}
