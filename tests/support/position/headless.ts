import { randomUUID } from 'node:crypto';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import type {
  Command,
  CommandPayload,
  CommandType,
  EngineConfig,
  EngineState,
  Event,
  Reply,
} from '@samband/telephony/contract';
import { Ear } from '../audio/ear.ts';
import { fromBytes } from '../audio/wav.ts';
import { bundle, serve } from './bundle.ts';
import type { Served } from './bundle.ts';
import { EventLog } from './event-log.ts';
import type { PositionPage } from './page.ts';

/** A position without a screen: the real engine, SIP and media in Debian's Chromium. */
export interface HeadlessPosition {
  readonly log: EventLog;
  /** What its operator hears, ring included. */
  readonly ear: Ear;
  readonly page: Page;
  command<K extends CommandType>(type: K, payload: CommandPayload<K>): Promise<Reply>;
  /** Its operator's voice: Hz, or null for silence. */
  say(hz: number | null): Promise<void>;
  state(): Promise<EngineState | undefined>;
  /** The PC woke up or its network changed: what main tells the engine. */
  woke(): Promise<void>;
  /** Signs out without a word: as a PC that is switched off. */
  close(): Promise<void>;
}

export interface HeadlessOptions {
  /** The site file as data. */
  readonly site: unknown;
  readonly position: number;
  readonly role?: string;
  readonly credentials: EngineConfig['credentials'];
  readonly voice?: number;
  /** Name of the DOMException with which the microphone cannot be opened. */
  readonly microphoneFails?: string;
  /** What an engine before this one left. */
  readonly after?: EngineConfig['after'];
  readonly epoch?: number;
  readonly state?: EngineState;
  /** Ready after the start (default). */
  readonly ready?: boolean;
}

let server: Promise<Served> | undefined;
/** The page of a position, served from the first use on. */
function served(): Promise<Served> {
  return (server ??= bundle(new URL('./page.ts', import.meta.url)).then(serve));
}

export interface PositionBrowser {
  readonly browser: Browser;
  /** Where it finds this machine. */
  readonly host: string;
  /** A page for a position to start in; it is given back by `Seat.leave`. */
  take(): Promise<Seat>;
  close(): Promise<void>;
}

/** What a page tells of itself while a position is in it. */
interface Listener {
  tell(what: string, value: unknown): void;
  complain(line: string): void;
}

/** A page in which one position after the other starts: a new one each time costs as much as the whole scenario. */
export interface Seat {
  readonly page: Page;
  occupy(listener: Listener): void;
  /** Everything in the page is gone at once, without a word to the exchange. */
  leave(): Promise<void>;
}

/** Debian's Chromium with the switches the console runs with; test certificates are accepted here only. */
export async function launchBrowser({
  executablePath = '/usr/bin/chromium',
  host = 'localhost',
} = {}): Promise<PositionBrowser> {
  const { port } = await served();
  const browser = await chromium.launch({
    executablePath,
    ignoreDefaultArgs: ['--mute-audio'],
    args: [
      '--no-sandbox',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,CalculateNativeWinOcclusion',
      // Only a secure context has a microphone, as the console's app:// is one.
      ...(host === 'localhost' ? [] : [`--unsafely-treat-insecure-origin-as-secure=http://${host}:${port}`]),
    ],
  });
  const free: Seat[] = [];
  return {
    browser,
    host,
    take: async () => free.pop() ?? openSeat(browser, (seat) => free.push(seat)),
    close: () => browser.close(),
  };
}

async function openSeat(browser: Browser, handleFree: (seat: Seat) => void): Promise<Seat> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: ['microphone'] });
  const page = await context.newPage();
  let listener: Listener | undefined;
  await page.exposeFunction('tell', (what: string, value: unknown) => listener?.tell(what, value));
  page.on('pageerror', (error) => listener?.complain(error.stack ?? error.message));
  page.on('console', (message) => listener?.complain(message.text()));
  const seat: Seat = {
    page,
    occupy(next) {
      listener = next;
    },
    async leave() {
      listener = undefined;
      try {
        await page.goto('about:blank');
        handleFree(seat);
      } catch {
        // It has crashed, or was closed by the test: the next position gets another one.
        await context.close();
      }
    },
  };
  return seat;
}

/** Starts a position; resolves once its engine has started. Wait for `registered` to know that it is signed in. */
export async function startHeadlessPosition(
  browser: PositionBrowser,
  options: HeadlessOptions,
): Promise<HeadlessPosition> {
  const seat = await browser.take();
  const { page } = seat;
  const name = `position ${options.position}`;
  const log = new EventLog(name);
  const ear = new Ear(name);
  let failed: unknown;
  const complaints: string[] = [];
  seat.occupy({
    tell(what, value) {
      if (what === 'event') log.push(value as Event);
      if (what === 'sound') ear.push(fromBytes(Buffer.from(String(value), 'base64')));
      if (what === 'failed') failed = value;
    },
    complain: (line) => void complaints.push(line),
  });
  await page.goto(`http://${browser.host}:${(await served()).port}/`);
  const config: EngineConfig = {
    site: options.site,
    position: options.position,
    role: options.role ?? 'medical',
    credentials: options.credentials,
    instanceId: randomUUID(),
    epoch: options.epoch ?? 1,
    after: options.after ?? 'start',
    ...(options.state ? { state: options.state } : {}),
    userAgent: 'Samband tests',
  };
  await page.evaluate((hz) => window.position.say(hz), options.voice ?? null);
  if (options.microphoneFails !== undefined)
    await page.evaluate((why) => window.position.breakMicrophone(why), options.microphoneFails);
  await page.evaluate((given) => (window.position satisfies PositionPage).start(given), config);
  let leaving: Promise<void> | undefined;
  const position: HeadlessPosition = {
    log,
    ear,
    page,
    command(type, payload) {
      const command = { id: randomUUID(), at: Date.now(), from: 'screen', type, ...payload } as Command;
      return page.evaluate((one) => window.position.command(one), command);
    },
    say: (hz) => page.evaluate((tone) => window.position.say(tone), hz),
    state: () => page.evaluate(() => window.position.state()),
    woke: () => page.evaluate(() => window.position.woke()),
    close: () => (leaving ??= seat.leave()),
  };
  try {
    await log.waitFor('engine.started');
    if (options.ready !== false) await becomeReady(position);
  } catch (cause) {
    await position.close();
    throw new Error(`${name} did not start (${String(failed)}):\n${complaints.slice(-20).join('\n')}`, {
      cause,
    });
  }
  return position;
}

async function becomeReady(position: HeadlessPosition): Promise<void> {
  if (position.log.all('becameReady').length === 0) await position.command('position.ready', {});
  await position.log.waitFor('becameReady');
}
