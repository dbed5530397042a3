import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Exchange } from '@samband/exchange';
import { parse } from 'yaml';
import { ensureDisplay } from '../../scripts/electron/display.ts';
import { stage } from '../../scripts/electron/unprivileged.ts';
import { ensureElectron } from '../../scripts/electron-runtime.ts';
import { testUser } from '../../scripts/test-user.ts';
import { startCaller } from '../support/callers/caller.ts';
import { trunkOf } from '../support/exchange/exchange.ts';
import { bundle, serve } from '../support/position/bundle.ts';
import { runtimeOf, withExchange } from './exchange.ts';
import type { Runtime } from './exchange.ts';
import { figures } from './figures.ts';
import type { Figures } from './figures.ts';
import type { BenchConfig } from './pages/peer.ts';

const contenders = ['samband', 'sipjs', 'jssip'] as const;
type Contender = (typeof contenders)[number];

export interface AnswerFigures extends Record<Contender, Figures> {
  readonly runtime: Runtime;
}

async function configOf(exchange: Exchange, position: number): Promise<BenchConfig> {
  const { secret, user: username, ha1 } = await exchange.secrets(position);
  const { domain } = exchange.config;
  const site: unknown = parse(await readFile(exchange.sitePath, 'utf8'));
  return {
    url: `ws://127.0.0.1:${exchange.ports.edges.a.ws}`,
    domain,
    username,
    secret,
    ha1,
    queueAor: `sip:113@${domain}`,
    site: overPlainSockets(site, exchange),
    position,
    role: 'medical',
    registrations: 6,
  };
}

/** The same plain WebSocket for every contender; TLS would cost each of them alike, and once per connection. */
function overPlainSockets(site: unknown, exchange: Exchange): unknown {
  const copy = structuredClone(site) as {
    exchange: { edges: { name: string; url: string; certificates: string[] }[] };
  };
  const { a, b } = exchange.ports.edges;
  copy.exchange.edges = [a, b].map(({ ws }, index) => ({
    name: index === 0 ? 'A' : 'B',
    url: `ws://127.0.0.1:${ws}`,
    certificates: [],
  }));
  return copy;
}

async function openPage(app: ElectronApplication, url: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate((_modules, address) => (globalThis as unknown as Opener).openPage(address), url);
  const page = await opened;
  await page.waitForURL(url);
  return page;
}
interface Opener {
  openPage(url: string): Promise<void>;
}

/** One call: rings, rests until a prepared answer could be ready, is answered, is ended. */
async function once(page: Page, exchange: Exchange, round: number): Promise<number> {
  const caller = await startCaller(trunkOf(exchange), { from: `+479000${1000 + round}`, sound: 1000 });
  try {
    await page.evaluate(() => window.bench.ringing());
    await new Promise((resolve) => setTimeout(resolve, 700));
    const ms = await page.evaluate(() => window.bench.press());
    await new Promise((resolve) => setTimeout(resolve, 200));
    await page.evaluate(() => window.bench.hangUp());
    return ms;
  } finally {
    await caller.close();
  }
}

async function measure(
  app: ElectronApplication,
  exchange: Exchange,
  name: Contender,
  rounds: number,
  say: (line: string) => void,
): Promise<number[]> {
  const { port, close } = await serve(await bundle(new URL(`./pages/${name}.ts`, import.meta.url)));
  try {
    const page = await openPage(app, `http://127.0.0.1:${port}/`);
    page.on('pageerror', (error) => say(`${name}: ${error.message}`));
    const config = await configOf(exchange, 1 + contenders.indexOf(name));
    await page.evaluate((given) => window.bench.start(given), config);
    say(`${name}: registered`);
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++) samples.push(await once(page, exchange, round));
    await page.evaluate(() => window.bench.stop());
    await page.close();
    return samples;
  } finally {
    close();
  }
}

/**
 * Press → first encoded audio frame of the caller, ms: this engine, plain sip.js and JsSIP, one after the other in
 * the same Electron, against the same exchange and caller. The first of each is its first call after the start.
 */
export function benchAnswer(rounds: number, say: (line: string) => void): Promise<AnswerFigures> {
  return withExchange(say, async (exchange) => {
    const runtime = await ensureElectron(say);
    const display = await ensureDisplay();
    if (!display) throw new Error('no display, and no Xvfb: apt-get install xvfb');
    const staged = await stage(runtime, new URL('./electron', import.meta.url).pathname, testUser);
    const app = await _electron.launch({
      executablePath: staged.program,
      chromiumSandbox: true,
      args: [
        join(staged.app, 'main.cjs'),
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
      env: { ...process.env, DISPLAY: display.name },
    });
    try {
      const result: Partial<Record<Contender, Figures>> = {};
      for (const name of contenders) {
        result[name] = figures(await measure(app, exchange, name, rounds, say));
        say(`${name}: ${JSON.stringify(result[name])}`);
      }
      const versions = await app.evaluate(() => process.versions as Record<string, string>);
      return { ...(result as Record<Contender, Figures>), runtime: runtimeOf(versions) };
    } finally {
      await app.close();
      display.close();
    }
  });
}
