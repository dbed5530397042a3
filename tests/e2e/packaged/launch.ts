import { join } from 'node:path';
import { chromium, expect } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { displayName, follow } from '../../support/electron.ts';
import { EventLog } from '../../support/position/event-log.ts';
import { start } from '../../support/process.ts';
import type { Running } from '../../support/process.ts';
import type { Package } from './package.ts';

export interface LaunchOptions {
  readonly profile: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The packaged console at work. It has no inspector of its own: the test sees it as Chromium shows it to a debugger. */
export interface Launched {
  readonly log: EventLog;
  readonly running: Running;
  page(host: 'console' | 'engine'): Promise<Page>;
  /** Addresses of everything that a debugger sees. */
  targets(): Promise<string[]>;
  /** As when the machine takes it away: no process of it is asked. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** An environment as a log-on gives it, and nothing of the person who runs the tests. */
function environmentOf({ person }: Package): Record<string, string> {
  const { PATH = '', LANG = 'C.UTF-8', HOME = '/' } = process.env;
  if (!person) return { PATH, LANG, HOME };
  return { PATH, LANG, HOME: `/home/${person.name}`, USER: person.name, LOGNAME: person.name };
}

/** Addresses of everything that a debugger sees. */
async function targetsOf(port: string): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  return ((await answer.json()) as { url: string }[]).map(({ url }) => url).sort();
}

/** Starts the program as an operator's session would. */
export async function startProgram(
  packaged: Package,
  { profile, args = [], env = {} }: LaunchOptions,
): Promise<Running> {
  const { person, program } = packaged;
  const as = person
    ? ['--reuid', `${person.uid}`, '--regid', `${person.gid}`, '--init-groups', program]
    : undefined;
  const own = ['--disable-gpu', `--profile=${profile}`];
  return start(as ? 'setpriv' : program, [...(as ?? []), ...own, ...args], {
    cwd: '/',
    // The profile doubles as the session's folder: it is the user's own.
    env: { ...environmentOf(packaged), DISPLAY: await displayName(), XDG_RUNTIME_DIR: profile, ...env },
  });
}

/** Starts it and resolves when Chromium can be spoken to. */
export async function launch(packaged: Package, options: LaunchOptions): Promise<Launched> {
  const args = ['--remote-debugging-port=0', ...(options.args ?? [])];
  const running = await startProgram(packaged, { ...options, args });
  const [, port = ''] = await running.says(/DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//, {
    withinMs: 30_000,
  });
  const log = new EventLog('packaged');
  const following = follow(join(options.profile, 'events', 'events.jsonl'), log);
  let browser: Browser | undefined;
  const end = async (): Promise<void> => {
    await running.ended;
    await browser?.close().catch(() => undefined); // it went with the program
    following.look();
    following.stop();
  };
  return {
    log,
    running,
    targets: () => targetsOf(port),
    async page(host) {
      const fits = (url: string): boolean => url.startsWith(`app://${host}/`);
      // A debugger that is there from the start would hold up every page until it has looked at it.
      await expect.poll(async () => (await targetsOf(port)).some(fits), { timeout: 30_000 }).toBe(true);
      browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const page = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((one) => fits(one.url()));
      if (!page) throw new Error(`no page of ${host}: ${running.output()}`);
      return page;
    },
    async kill() {
      running.child.kill('SIGKILL');
      await end();
    },
    async close() {
      if (running.child.exitCode === null && running.child.signalCode === null) await running.stop();
      await end();
    },
  };
}
