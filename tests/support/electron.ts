import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { parseEvent } from '@samband/telephony/contract';
import type { Event, EventType } from '@samband/telephony/contract';
import { ensureDisplay } from '../../scripts/electron/display.ts';
import { stage } from '../../scripts/electron/unprivileged.ts';
import type { Person, Staged } from '../../scripts/electron/unprivileged.ts';
import { ensureElectron } from '../../scripts/electron-runtime.ts';
import { root } from '../../scripts/lib/child.ts';
import { holding } from './hold.ts';
import { EventLog } from './position/event-log.ts';

export interface PositionOptions {
  /** The site file's path; it must be readable by everyone. */
  readonly site?: string;
  readonly position?: number;
  /** A folder that outlives the launch; one for this launch alone when absent. */
  readonly profile?: string;
  /** The profile is left as it is: it may be somebody else's, or no folder at all. */
  readonly keepProfile?: boolean;
  readonly role?: string;
  readonly secret?: string;
  /** The centre that the console brings along, in place of a site. */
  readonly practice?: { readonly seed?: number; readonly speed?: number };
  /** host:port of another machine's exercise. */
  readonly join?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further switches of Chromium. */
  readonly switches?: readonly string[];
  /** Chromium's own beeping microphone in place of sound devices; default unless `PULSE_SERVER` is in `env`. */
  readonly fakeSound?: boolean;
  /** False: it starts at once, whether Playwright has attached or not; for whoever measures the start. */
  readonly held?: boolean;
  /** Makes a script that runs a program elsewhere, for instance in a network namespace. */
  readonly wrap?: (program: string) => Promise<string>;
}

export interface Pids {
  readonly main: number;
  readonly engine: number;
  readonly console: number;
}

/** An operator position in a real Electron with its sandbox on. */
export interface Position {
  readonly app: ElectronApplication;
  readonly profile: string;
  /** The engine's stream of events, as main writes it into the profile. */
  readonly log: EventLog;
  readonly events: readonly Event[];
  /** The first event of this type that fits, past or future. */
  waitForEvent<K extends EventType>(
    type: K,
    where?: (event: Event<K>) => boolean,
    withinMs?: number,
  ): Promise<Event<K>>;
  /** The window of now: after a crash it is another one. */
  consoleWindow(): Promise<Page>;
  /** The window of now, once its screen has the engine: a key pressed before that is pressed for nobody. */
  liveConsole(): Promise<Page>;
  engineWindow(): Promise<Page>;
  pids(): Promise<Pids>;
  screenshot(path: string): Promise<void>;
  /** All that it has written to its terminal. */
  output(): string;
  close(): Promise<void>;
}

const built = join(root, 'apps/desktop/out');
/** The user of the tests; see scripts/suite. */
const userName = 'samband-test';

let staged: Promise<Staged> | undefined;
/** The built console where the tests' user can run it; once per process, as what is built does not change while tests run. */
export function staging(): Promise<Staged> {
  return (staged ??= ensureElectron().then((runtime) => stage(runtime, built, userName)));
}

/** Who the console runs as in tests; undefined: whoever runs them. */
export async function testUser(): Promise<string | undefined> {
  return (await staging()).person?.name;
}

let display: ReturnType<typeof ensureDisplay> | undefined;

export async function displayName(): Promise<string> {
  display ??= ensureDisplay().then((opened) => {
    if (opened) process.once('exit', opened.close);
    return opened;
  });
  const found = await display;
  if (!found) throw new Error('no display, and Xvfb is not installed');
  return found.name;
}

export async function ownFolder(prefix: string, person: Person | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  if (person) await chown(folder, person.uid, person.gid);
  return folder;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Follows a file of JSON lines that another process writes. */
export function follow(path: string, log: EventLog): { look(): void; stop(): void } {
  let file: number | undefined;
  let rest = '';
  const chunk = Buffer.alloc(65_536);
  const look = (): void => {
    if (file === undefined && existsSync(path)) file = openSync(path, 'r');
    if (file === undefined) return;
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      const lines = (rest + chunk.toString('latin1', 0, size)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const text = Buffer.from(line, 'latin1').toString('utf8');
        const read = jsonOf(text);
        if (read === undefined) log.damaged.push(text);
        else log.push(parseEvent(read));
      }
    }
  };
  const timer = setInterval(look, 20);
  return {
    look,
    stop() {
      clearInterval(timer);
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

async function pageOf(app: ElectronApplication, origin: string): Promise<Page> {
  const fits = (page: Page): boolean => !page.isClosed() && page.url().startsWith(`${origin}/`);
  const watchdog = Date.now() + 30_000;
  for (;;) {
    // The newest: an older one may be a dead window that is about to go.
    const found = app.windows().findLast(fits);
    if (found) return found;
    if (Date.now() > watchdog) throw new Error(`no window of ${origin} within 30 s`);
    await app.waitForEvent('window', { timeout: 200 }).catch(() => undefined);
  }
}

/** Live: the screen stands and follows the engine. */
export const waitUntilLive = (page: Page): Promise<void> => page.locator('[data-link="live"]').waitFor();

async function pidsOf(app: ElectronApplication): Promise<Pids> {
  // No named function in here: what runs the tests may wrap it in a helper that Electron does not have.
  const living = await app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .filter((one) => !one.isDestroyed() && !one.isCrashed())
      .map((one) => ({ url: one.getURL(), pid: one.getOSProcessId() })),
  );
  const pid = (origin: string): number =>
    living.findLast(({ url }) => url.startsWith(`${origin}/`))?.pid ?? 0;
  return { main: app.process().pid ?? 0, engine: pid('app://engine'), console: pid('app://console') };
}

/** Arguments of the app itself; the profile is always given. */
function argumentsOf(
  { site, position, role, practice, join: host }: PositionOptions,
  profile: string,
): string[] {
  return [
    ...(host === undefined ? [] : [`--join=${host}`]),
    ...(practice ? ['--practice'] : []),
    ...(practice?.seed === undefined ? [] : [`--seed=${practice.seed}`]),
    ...(practice?.speed === undefined ? [] : [`--speed=${practice.speed}`]),
    ...(site === undefined ? [] : [`--site=${site}`]),
    ...(position === undefined ? [] : [`--position=${position}`]),
    ...(role === undefined ? [] : [`--role=${role}`]),
    `--profile=${profile}`,
  ];
}

/**
 * Starts the built console as an operator's PC would: Chromium's sandbox on, as an unprivileged user when the
 * tests run as root, on Xvfb where there is no display. Resolves when main runs; wait for events for the rest.
 */
export async function launchPosition(options: PositionOptions = {}): Promise<Position> {
  const { program, app: builtApp, person } = await staging();
  const profile = options.profile ?? (await ownFolder('samband-profile-', person));
  if (options.keepProfile !== true) await mkdir(profile, { recursive: true });
  if (person && options.keepProfile !== true) await chown(profile, person.uid, person.gid);
  const runtimeFolder = await ownFolder('samband-runtime-', person);
  const fakeSound = options.fakeSound ?? options.env?.['PULSE_SERVER'] === undefined;
  const { SAMBAND_SIP_SECRET: _own, ...inherited } = process.env;
  const app = await _electron.launch({
    executablePath: options.wrap ? await options.wrap(program) : program,
    chromiumSandbox: true,
    args: [
      ...(options.held === false ? [] : await holding(runtimeFolder)),
      '--disable-gpu',
      ...(fakeSound ? ['--use-fake-device-for-media-stream'] : []),
      ...(options.switches ?? []),
      builtApp,
      ...argumentsOf(options, profile),
    ],
    env: {
      ...(inherited as Record<string, string>),
      DISPLAY: await displayName(),
      XDG_RUNTIME_DIR: runtimeFolder,
      ...(options.secret === undefined ? {} : { SAMBAND_SIP_SECRET: options.secret }),
      ...options.env,
    },
  });
  let output = '';
  const hear = (chunk: Buffer): void => void (output += chunk.toString());
  const child = app.process();
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await app.close().catch(() => undefined); // it may have ended before
    clearTimeout(hard);
    following.look();
    following.stop();
    await rm(runtimeFolder, { recursive: true, force: true });
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true });
  }
  const log = new EventLog(`position ${options.position ?? 0}`);
  const following = follow(join(profile, 'events', 'events.jsonl'), log);
  return {
    app,
    profile,
    log,
    get events() {
      following.look();
      return log.events;
    },
    waitForEvent: (type, where, withinMs) =>
      log.waitFor(type, { ...(where ? { where } : {}), ...(withinMs === undefined ? {} : { withinMs }) }),
    consoleWindow: () => pageOf(app, 'app://console'),
    async liveConsole() {
      const page = await pageOf(app, 'app://console');
      await waitUntilLive(page);
      return page;
    },
    engineWindow: () => pageOf(app, 'app://engine'),
    pids: () => pidsOf(app),
    async screenshot(path) {
      await (await pageOf(app, 'app://console')).screenshot({ path });
    },
    output: () => output,
    close: () => (closing ??= close()),
  };
}
