import { spawn } from 'node:child_process';
import type { Page } from '@playwright/test';
import type { Exchange } from '@samband/exchange';
import { startCaller } from '../support/callers/caller.ts';
import { trunkOf } from '../support/exchange/exchange.ts';
import { startSound } from '../support/sound/pulse.ts';
import { runtimeOf, withExchange } from './exchange.ts';
import type { Runtime } from './exchange.ts';
import { figures } from './figures.ts';
import type { Figures } from './figures.ts';
import { openPosition, readyAt } from './position.ts';
import { startRelay } from './relay.ts';
import type { TimedRelay } from './relay.ts';

/** Notes when a sound device first plays something, UTC ms; the recorder hands over 5 ms at a time. */
function listen(env: Readonly<Record<string, string>>): {
  firstSoundAt(): number | undefined;
  forget(): void;
  close(): void;
} {
  const args = [
    '--raw',
    '--rate=48000',
    '--channels=1',
    '--format=s16le',
    '--latency-msec=5',
    '-d',
    'headset.monitor',
  ];
  const recorder = spawn('parec', args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let at: number | undefined;
  recorder.stdout.on('data', (chunk: Buffer) => {
    if (at === undefined && chunk.some((byte) => byte !== 0)) at = Date.now();
  });
  return { firstSoundAt: () => at, forget: () => void (at = undefined), close: () => void recorder.kill() };
}

/** As text: what runs this file names functions by a helper that a page does not have. */
const watchForRow = `new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('li[data-late]')) return;
    observer.disconnect();
    // The first callback runs before the frame is painted, the second after it.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
  });
  observer.observe(document.body, { childList: true, subtree: true });
})`;

/** Resolves with the UTC ms at which the first row of the queue has been painted. */
function rowPainted(page: Page): Promise<number> {
  return page.evaluate<number>(watchForRow);
}

/** The reference site with relays in place of the edges. */
function throughRelays(exchange: Exchange, relays: readonly TimedRelay[]): Exchange['site'] {
  const site = structuredClone(exchange.site);
  for (const [index, edge] of site.exchange.edges.entries()) {
    edge.url = relays[index]?.url ?? edge.url;
    edge.certificates = [];
  }
  return site;
}

/** INVITE handed to the console's socket → row painted, and → ring heard on the sound device; ms. */
export function benchRing(
  rounds: number,
  say: (line: string) => void,
): Promise<{ row: Figures; audible: Figures; runtime: Runtime }> {
  return withExchange(say, async (exchange) => {
    const { a, b } = exchange.ports.edges;
    const relays = await Promise.all([a, b].map(({ ws }) => startRelay(`ws://127.0.0.1:${ws}`)));
    const sound = await startSound();
    const ear = listen(sound.env);
    const position = await openPosition(exchange, { env: sound.env }, throughRelays(exchange, relays));
    try {
      await readyAt(exchange, position);
      const page = await position.consoleWindow();
      const [row, audible]: number[][] = [[], []];
      for (let round = 0; round < rounds; round++) {
        for (const one of [...relays, ear]) one.forget();
        const painted = rowPainted(page);
        const caller = await startCaller(trunkOf(exchange), { from: `+479000${2000 + round}`, sound: 1000 });
        const at = await painted;
        const heard = await until(() => ear.firstSoundAt());
        const invited = Math.min(...relays.map((relay) => relay.invitedAt() ?? Infinity));
        row?.push(at - invited);
        audible?.push(heard - invited);
        say(`ring ${round + 1} of ${rounds}: row ${at - invited} ms, audible ${heard - invited} ms`);
        const { mark } = position.log;
        await caller.close();
        await position.log.waitFor('ring', { where: ({ on }) => !on, from: mark, withinMs: 60_000 });
        await page.locator('li[data-late]').first().waitFor({ state: 'detached', timeout: 60_000 });
      }
      const versions = await position.app.evaluate(() => process.versions as Record<string, string>);
      return { row: figures(row ?? []), audible: figures(audible ?? []), runtime: runtimeOf(versions) };
    } finally {
      await position.close();
      ear.close();
      await sound.close();
      for (const relay of relays) relay.close();
    }
  });
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (const watchdog = Date.now() + 20_000; Date.now() < watchdog;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('no ring was heard within 20 s');
}
