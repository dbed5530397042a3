import { expect, test as base } from '@playwright/test';
import type { Exchange } from '@samband/exchange';
import type { Ear } from '../support/audio/ear.ts';
import { startAnswerer, startCaller } from '../support/callers/caller.ts';
import type { Answerer, CallerOptions, Party, Trunk } from '../support/callers/caller.ts';
import { sharedExchange, startSharedExchange, trunkOf } from '../support/exchange/exchange.ts';
import { startConsole } from '../support/position/console.ts';
import type { Console } from '../support/position/console.ts';
import type { EventLog } from '../support/position/event-log.ts';
import { launchBrowser, startHeadlessPosition } from '../support/position/headless.ts';
import type { HeadlessOptions, HeadlessPosition, PositionBrowser } from '../support/position/headless.ts';

/** Each party its own tone, Hz; none is near another's harmonics, the rings' or the hold sound's. */
export const tones = {
  caller: 1050,
  second: 1900,
  third: 2300,
  operator: [1550, 2100, 2700],
} as const;

export function voiceOf(position: number): number {
  return tones.operator[(position - 1) % tones.operator.length] ?? tones.operator[0];
}

/** Anyone who can be heard out. */
export interface Listener {
  readonly ear: Ear;
}

/** Each hears the other's tone and not its own: refuses a call that is swapped, looped back or muted. */
export async function bothHear(
  caller: Listener,
  operator: Listener,
  {
    callerTone = tones.caller,
    operatorTone = tones.operator[0],
    withinMs = 20_000,
  }: { callerTone?: number; operatorTone?: number; withinMs?: number } = {},
): Promise<void> {
  await Promise.all([
    caller.ear.expect({ hears: [operatorTone], lacks: [callerTone] }, { withinMs }),
    operator.ear.expect({ hears: [callerTone], lacks: [operatorTone] }, { withinMs }),
  ]);
}

export interface ConsoleWishes {
  /** Site file as data in place of the exchange's own. */
  readonly site?: unknown;
  readonly siteFile?: string;
  /** Directory of operators as data; the site must name `operators.yaml`. */
  readonly operators?: unknown;
  /** A folder that was there before; one for this console alone when absent. */
  readonly profile?: string;
  readonly secret?: string;
  readonly microphone?: boolean;
  /** Edges at which it must be registered before the test goes on; default: all. */
  readonly edges?: readonly string[];
  /** False: it is not expected to start its engine at all. */
  readonly started?: boolean;
}

export interface Centre {
  readonly exchange: Exchange;
  readonly trunk: Trunk;
  /** A caller's number that no other test uses. */
  number(): string;
  caller(options?: Partial<CallerOptions>, trunk?: Trunk): Promise<Party>;
  /** Someone who can be called: waits where the exchange sends what positions dial. */
  answerer(options?: { sound?: number; atOnce?: boolean }): Promise<Answerer>;
  /** A position without a screen, its AoRs registered at both edges and ready. */
  headless(
    position: number,
    options?: Partial<HeadlessOptions> & { browser?: PositionBrowser },
  ): Promise<HeadlessPosition>;
  /** A real Electron, registered and ready unless told otherwise. */
  console(position: number, options?: ConsoleWishes): Promise<Console>;
  /** Called at the end of the test, last first. */
  defer(cleanUp: () => unknown): void;
}

let numbers = Date.now() % 900_000;

export const test = base.extend<
  { centre: Centre },
  { exchange: Exchange; browserOfPositions: PositionBrowser }
>({
  exchange: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
    async ({}, use) => use(await sharedExchange()),
    { scope: 'worker' },
  ],
  browserOfPositions: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  centre: async ({ exchange, browserOfPositions }, use, info) => {
    const logs: EventLog[] = [];
    const cleanUps: (() => unknown)[] = [];
    const trunk = trunkOf(exchange);
    const keep = <T extends { close(): Promise<void> }>(one: T): T => {
      cleanUps.push(() => one.close());
      return one;
    };
    const number = (): string => `+4790${String((numbers += 1)).padStart(6, '0')}`;
    await use({
      exchange,
      trunk,
      number,
      defer: (cleanUp) => void cleanUps.push(cleanUp),
      caller: async (options = {}, at = trunk) =>
        keep(await startCaller(at, { sound: tones.caller, ...options, from: options.from ?? number() })),
      answerer: async ({ sound = tones.caller, atOnce = true } = {}) =>
        keep(await startAnswerer(trunk, { sound, port: exchange.ports.outside, atOnce })),
      async headless(position, { browser = browserOfPositions, ...options } = {}) {
        const { user, realm, ha1 } = await exchange.secrets(position);
        const started = keep(
          await startHeadlessPosition(browser, {
            site: exchange.site,
            position,
            credentials: { username: user, realm, ha1 },
            voice: voiceOf(position),
            ...options,
          }),
        );
        logs.push(started.log);
        if (options.ready !== false) await registered(started, exchange, position);
        return started;
      },
      async console(position, { edges, started = true, secret, ...wishes } = {}) {
        const desk = keep(
          await startConsole({
            site: exchange.site,
            position,
            secret: secret ?? (await exchange.secrets(position)).secret,
            voice: voiceOf(position),
            ...wishes,
          }),
        );
        logs.push(desk.log);
        if (started) await desk.log.waitFor('engine.started', { withinMs: 60_000 });
        await registered(desk, exchange, position, edges);
        return desk;
      },
    });
    if (info.status !== info.expectedStatus)
      for (const log of logs)
        await info.attach(`${log.name}.jsonl`, { body: log.text(), contentType: 'text/plain' });
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    // A test may have left a part of the exchange down, or failed before it brought it back.
    await startSharedExchange();
    await everyoneGone(exchange);
    for (const log of logs) expect(log.damaged, `${log.name} wrote a line that cannot be read`).toEqual([]);
  },
});
export { expect } from '@playwright/test';

/** Resolves when the position's own AoR and all its queues are registered at every edge. */
export async function registered(
  station: Pick<HeadlessPosition, 'log'>,
  exchange: Exchange,
  position: number,
  edges: readonly string[] = exchange.site.exchange.edges.map(({ name }) => name),
): Promise<void> {
  const aors = [
    `sip:pos${position}@${exchange.config.domain}`,
    ...exchange.site.queues.map(({ aor }) => aor),
  ];
  for (const name of edges)
    for (const aor of aors.map((one) => one.replace('{domain}', exchange.config.domain)))
      await station.log.waitFor('registered', { where: (event) => event.edge === name && event.aor === aor });
}

/** The edges forget a position that vanished after a moment; until then it would count as ready in the next test. */
async function everyoneGone(exchange: Exchange): Promise<void> {
  for (const edge of ['a', 'b'] as const)
    for (const { id } of exchange.site.queues)
      await expect.poll(() => exchange.registrations(edge, id), { timeout: 60_000 }).toBe(0);
}
