import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Ear } from '../../audio/ear.ts';
import { fromBytes } from '../../audio/wav.ts';
import type { Answerer, CallerOptions, Party } from '../../callers/caller.ts';
import { bundle, serve } from '../../position/bundle.ts';
import type { Served } from '../../position/bundle.ts';
import { launchBrowser } from '../../position/headless.ts';
import type { Embedded } from './exchange.ts';
import type { OutsidePage, Sound } from './page.ts';

/** Who is outside of the centre: telephones in a page of Debian's Chromium. */
export interface Outside {
  caller(options: CallerOptions): Promise<Party>;
  answerer(options: { sound: number; atOnce: boolean }): Promise<Answerer>;
  close(): Promise<void>;
}

/** What became of one call, as the page tells it. */
class Told {
  readonly ear: Ear;
  readonly #told = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  constructor(name: string) {
    this.ear = new Ear(name);
  }

  push(what: string, detail: string): void {
    if (what === 'sound') this.ear.push(fromBytes(Buffer.from(detail, 'base64')));
    else if (!this.#told.has(what)) this.#told.set(what, detail);
    for (const listener of this.#listeners) listener();
  }

  said(what: string): string | undefined {
    return this.#told.get(what);
  }

  async wait(what: string, withinMs: number): Promise<string> {
    let look = (): void => undefined;
    let watchdog: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        const story = (): string => [...this.#told].map(([word]) => word).join(', ') || 'nothing';
        look = () => {
          const [found, failed] = [this.said(what), this.said('failed')];
          if (found !== undefined) resolve(found);
          else if (failed !== undefined) reject(new Error(`the call failed (${failed}) before "${what}"`));
        };
        watchdog = setTimeout(
          () => reject(new Error(`not "${what}" within ${withinMs} ms, but: ${story()}`)),
          withinMs,
        );
        this.#listeners.add(look);
        look();
      });
    } finally {
      clearTimeout(watchdog);
      this.#listeners.delete(look);
    }
  }
}

const soundOf = (sound: number | Int16Array | null): Sound =>
  sound instanceof Int16Array ? [...sound] : sound;

let server: Promise<Served> | undefined;
/** The telephones' page, served from the first use on. */
function served(): Promise<Served> {
  return (server ??= bundle(new URL('./page.ts', import.meta.url)).then(serve));
}

function partyOf(page: Page, id: string, number: string, told: Told): Party {
  const call = (what: 'hangUp' | 'close'): Promise<void> =>
    page.evaluate(([name, who]) => window.outside[name](who), [what, id] as const);
  return {
    number,
    ear: told.ear,
    async answered(withinMs = 60_000) {
      await told.wait('answered', withinMs);
    },
    async ringing(withinMs = 60_000) {
      await told.wait('ringing', withinMs);
    },
    ended: async (withinMs = 60_000) =>
      (await told.wait('ended', withinMs)) === 'caller' ? 'caller' : 'peer',
    hangUp: () => call('hangUp'),
    play(sound) {
      const played = page.evaluate(([who, what]) => window.outside.play(who, what), [
        id,
        soundOf(sound),
      ] as const);
      played.catch((error: unknown) => told.push('failed', String(error)));
    },
    waitForDigits: () => Promise.reject(new Error('a browser does not tell the digits that it is sent')),
    messages: () => told.wait('called', 5000),
    close: () => call('close'),
  };
}

export async function openOutside({ site, outside, secrets }: Embedded): Promise<Outside> {
  const browser = await launchBrowser();
  const page = await (await browser.browser.newContext()).newPage();
  const parties = new Map<string, Told>();
  await page.exposeFunction('tellOutside', (id: string, what: string, detail: string) =>
    parties.get(id)?.push(what, detail),
  );
  page.on('pageerror', (error) => console.error('telephones:', error.message));
  page.on('console', (message) => {
    if (/^(warning|error)$/.test(message.type()) && !message.text().startsWith('Failed to load resource'))
      console.warn('telephones:', message.text());
  });
  await page.goto(`http://localhost:${(await served()).port}/`);
  const { domain } = site.exchange;
  const { user, realm, ha1 } = secrets('outside');
  await page.evaluate((config) => (window.outside satisfies OutsidePage).connect(config), {
    edge: 'outside',
    url: outside,
    aor: `sip:${user}@${domain}`,
    contactUser: user,
    instanceId: randomUUID(),
    regId: 1,
    credentials: { username: user, realm, ha1 },
    userAgent: 'Samband tests',
  });
  const enter = (number: string): [string, Told] => {
    const [id, told] = [randomUUID(), new Told(number === '' ? 'answerer' : `caller ${number}`)];
    parties.set(id, told);
    return [id, told];
  };
  return {
    async caller({ from, number = '113', sound, asserted, headers = [] }) {
      const [id, told] = enter(from);
      const own = headers.map((line) => /^([^:]+):\s*(.*)$/.exec(line)?.slice(1) as [string, string]);
      const call = {
        target: `sip:${number}@${domain}`,
        from: `sip:${from}@${domain}`,
        headers: [
          ...own,
          ...(asserted === undefined ? [] : [['P-Asserted-Identity', asserted] as [string, string]]),
        ],
        sound: soundOf(sound),
      };
      await page.evaluate(([who, what]) => window.outside.dial(who, what), [id, call] as const);
      return partyOf(page, id, from, told);
    },
    async answerer({ sound, atOnce }) {
      const [id, told] = enter('');
      await page.evaluate(([who, wishes]) => window.outside.expect(who, wishes), [
        id,
        { sound, atOnce },
      ] as const);
      return {
        ...partyOf(page, id, '', told),
        async called(withinMs = 60_000) {
          await told.wait('called', withinMs);
        },
        answer: () => page.evaluate((who) => window.outside.answer(who), id),
      };
    },
    close: () => browser.close(),
  };
}
