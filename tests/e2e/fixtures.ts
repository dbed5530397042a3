import { expect, test as base } from '@playwright/test';
import type { Exchange } from '@samband/exchange';
import type { Ear } from '../support/audio/ear.ts';
import { startCaller } from '../support/callers/caller.ts';
import type { Answerer, CallerOptions, Party, Trunk } from '../support/callers/caller.ts';
import { waitUntilLive } from '../support/electron.ts';
import { startConsole } from '../support/position/console.ts';
import type { Console } from '../support/position/console.ts';
import type { EventLog } from '../support/position/event-log.ts';
import { launchBrowser, startHeadlessPosition } from '../support/position/headless.ts';
import type { HeadlessOptions, HeadlessPosition, PositionBrowser } from '../support/position/headless.ts';
import { openTarget } from '../support/targets/index.ts';
import type { Ability, SiteOfTarget, Target, TargetName } from '../support/targets/index.ts';

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
    withinMs = 60_000,
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
  readonly target: Target;
  /** The site file as data. */
  readonly site: SiteOfTarget;
  readonly domain: string;
  /** The reference exchange with its parts; there is none at another target. */
  readonly exchange: Exchange;
  /** Where telephones come in; for scenarios that need `telephones`. */
  readonly trunk: Trunk;
  /** What the target does not declare to lack. */
  can(ability: Ability): boolean;
  /** How many contacts there are for a user (`113`, `pos1`): the most at any edge. */
  registrations(user: string): Promise<number>;
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
  /** A real Electron, registered, its screen live, and ready unless told otherwise. */
  console(position: number, options?: ConsoleWishes): Promise<Console>;
  /** Called at the end of the test, last first. */
  defer(cleanUp: () => unknown): void;
}

let numbers = Date.now() % 900_000;

/** What there is only at some targets. */
function had<T>(value: T | undefined, what: string, { name }: Target): T {
  if (value === undefined) throw new Error(`${name} has no ${what}`);
  return value;
}

/** Skips a scenario at a target that declares that it lacks something of it; the reason says what and where. */
export function needs({ target }: Centre, ...abilities: readonly Ability[]): void {
  for (const ability of abilities) {
    const reason = target.lacks[ability];
    test.skip(reason !== undefined, `${target.name} lacks ${ability}: ${reason}`);
  }
}

export interface TargetOptions {
  /** The exchange that the scenarios run against. */
  readonly targetName: TargetName;
}

export const test = base.extend<
  { centre: Centre },
  TargetOptions & { target: Target; browserOfPositions: PositionBrowser }
>({
  targetName: ['reference', { option: true, scope: 'worker' }],
  target: [
    async ({ targetName }, use) => {
      const target = await openTarget(targetName);
      await use(target);
      await target.close();
    },
    { scope: 'worker', timeout: 120_000 },
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
  centre: async ({ target, browserOfPositions }, use, info) => {
    const logs: EventLog[] = [];
    const cleanUps: (() => unknown)[] = [];
    const { site } = target;
    const keep = <T extends { close(): Promise<void> }>(one: T): T => {
      cleanUps.push(() => one.close());
      return one;
    };
    const number = (): string => `+4790${String((numbers += 1)).padStart(6, '0')}`;
    await use({
      target,
      site,
      domain: site.exchange.domain,
      get exchange() {
        return had(target.parts, 'parts', target);
      },
      get trunk() {
        return had(target.trunk, 'telephones', target);
      },
      can: (ability) => target.lacks[ability] === undefined,
      registrations: (user) => target.registrations(user),
      number,
      defer: (cleanUp) => void cleanUps.push(cleanUp),
      async caller(options = {}, at) {
        const full = { sound: tones.caller, ...options, from: options.from ?? number() };
        return keep(await (at ? startCaller(at, full) : target.caller(full)));
      },
      answerer: async ({ sound = tones.caller, atOnce = true } = {}) =>
        keep(await target.answerer({ sound, atOnce })),
      async headless(position, { browser = browserOfPositions, ...options } = {}) {
        const { user, realm, ha1 } = await target.secrets(position);
        const started = keep(
          await startHeadlessPosition(browser, {
            site,
            position,
            credentials: { username: user, realm, ha1 },
            voice: voiceOf(position),
            ...options,
          }),
        );
        logs.push(started.log);
        if (options.ready !== false) await registered(started, site, position);
        return started;
      },
      async console(position, { edges, started = true, secret, ...wishes } = {}) {
        const desk = keep(
          await startConsole({
            site,
            position,
            secret: secret ?? (await target.secrets(position)).secret,
            voice: voiceOf(position),
            ...wishes,
          }),
        );
        logs.push(desk.log);
        if (started) await desk.log.waitFor('engine.started', { withinMs: 60_000 });
        await registered(desk, site, position, edges);
        if (started) await waitUntilLive(desk.window);
        return desk;
      },
    });
    if (info.status !== info.expectedStatus)
      for (const log of logs)
        await info.attach(`${log.name}.jsonl`, { body: log.text(), contentType: 'text/plain' });
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    // A test may have left a part of the exchange down, or failed before it brought it back.
    await target.mend();
    await everyoneGone(target);
    for (const log of logs) expect(log.damaged, `${log.name} wrote a line that cannot be read`).toEqual([]);
  },
});
export { expect } from '@playwright/test';

/** Resolves when the position's own AoR and all its queues are registered at every edge. */
export async function registered(
  station: Pick<HeadlessPosition, 'log'>,
  site: SiteOfTarget,
  position: number,
  edges: readonly string[] = site.exchange.edges.map(({ name }) => name),
): Promise<void> {
  const { domain } = site.exchange;
  const aors = [`sip:pos${position}@${domain}`, ...site.queues.map(({ aor }) => aor)];
  for (const name of edges)
    for (const aor of aors.map((one) => one.replace('{domain}', domain)))
      await station.log.waitFor('registered', { where: (event) => event.edge === name && event.aor === aor });
}

/** An edge forgets a position that vanished after a moment; until then it would count as ready in the next test. */
async function everyoneGone({ site, registrations }: Target): Promise<void> {
  const patient = { timeout: 60_000, intervals: [50, 100, 100, 200] };
  for (const { id } of site.queues) await expect.poll(() => registrations(id), patient).toBe(0);
}
