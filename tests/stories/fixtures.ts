import { AxeBuilder } from '@axe-core/playwright';
import { chromium, test as base } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { components } from './book.ts';
import type { Entry } from './book.ts';
import { nb } from '../../packages/ui/src/messages/nb.ts';
import { serveStories } from './server.ts';

export const themes = ['night', 'day', 'contrast'] as const;
/** Themes of which a screen's picture is kept. Axe and the eye see all of them always. */
export const picturedThemes = ({ tags: of }: Entry): readonly Look['theme'][] =>
  of.includes('every-theme') ? themes : ['night'];
export const languages = ['nb', 'nn', 'en'] as const;
export interface Look {
  readonly theme: (typeof themes)[number];
  readonly language: (typeof languages)[number];
}
const usual: Look = { theme: 'night', language: 'nb' };
/** The smallest window, and the usual one. */
export const smallSize = { width: 1280, height: 720 };
export const usualSize = { width: 1920, height: 1080 };
type Size = typeof usualSize;

/** What of Storybook's page is used here; the rest of its types is not for other pages. */
interface Channel {
  emit(event: string, payload: object): void;
  on(event: string, listener: (payload: unknown) => void): void;
  off(event: string, listener: (payload: unknown) => void): void;
}
declare const __STORYBOOK_ADDONS_CHANNEL__: Channel;
declare const __STORYBOOK_PREVIEW__:
  | { readonly currentRender?: { readonly phase?: string; readonly story: { readonly parameters: unknown } } }
  | undefined;

interface Found {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}
declare const axe: {
  run(where: Document, options: object): Promise<{ readonly violations: readonly Found[] }>;
};

/** WCAG 2.2, levels A and AA, by the names of axe. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Pictures and axe see the end of every movement. A story that takes longer than 100 ms to prepare is hidden by
 * Storybook until it is mounted, and what is hidden takes no focus.
 */
const still = `*, *::before, *::after {
  animation-duration: 0s !important; animation-delay: 0s !important; transition: none !important; caret-color: transparent !important;
}
.sb-show-preparing-story > #storybook-root { display: block !important; }`;

/** One page of Storybook, in which story after story is shown. */
export class Book {
  readonly picture: Locator;
  readonly page: Page;
  readonly #complaints: string[];
  #look = usual;
  #shown = '';
  #before = '';

  constructor(page: Page, complaints: string[]) {
    this.page = page;
    this.picture = page.locator('[data-picture]');
    this.#complaints = complaints;
  }

  /** Shows a story anew in its usual look, and waits until it was played to its end. */
  async open({ id }: Pick<Entry, 'id'>, size: Size = usualSize): Promise<void> {
    this.#complaints.length = 0;
    this.#before = this.#shown;
    this.#shown = id;
    await this.page.setViewportSize(size);
    await this.look(usual);
    await this.page.evaluate(async (storyId) => {
      const channel = __STORYBOOK_ADDONS_CHANNEL__;
      const failures = ['storyErrored', 'storyThrewException', 'playFunctionThrewException', 'storyMissing'];
      await new Promise<void>((resolve, reject) => {
        const end = (how: () => void): void => {
          for (const failure of failures) channel.off(failure, fail);
          channel.off('storyFinished', finished);
          channel.off('storyUnchanged', again);
          how();
        };
        // Testing Library shows the whole page after its first line.
        const fail = (why: unknown): void =>
          end(() =>
            reject(new Error(((why as Partial<Error>).message ?? JSON.stringify(why)).split('\n')[0])),
          );
        const again = (): void => channel.emit('forceRemount', { storyId });
        const finished = (payload: unknown): void => {
          if ((payload as { storyId: string }).storyId === storyId) end(resolve);
        };
        for (const failure of failures) channel.on(failure, fail);
        channel.on('storyFinished', finished);
        channel.on('storyUnchanged', again);
        channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
      });
      await document.fonts.ready;
    }, id);
    await this.#settled(usual);
  }

  /** Another theme or language for the story that is shown, as chosen by a person. */
  async look(change: Partial<Look>): Promise<void> {
    const look = { ...usual, ...change };
    if (look.theme === this.#look.theme && look.language === this.#look.language) return;
    this.#look = look;
    await this.page.evaluate(
      (globals) => __STORYBOOK_ADDONS_CHANNEL__.emit('updateGlobals', { globals }),
      look,
    );
    await this.#settled(look);
  }

  /** Drawn in this look, and nothing is being drawn any more: Storybook does not like to be hurried. */
  async #settled(look: Look): Promise<void> {
    await this.page.evaluate(async ({ theme, language }) => {
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      const drawn = (): boolean => {
        const { dataset, lang } = document.documentElement;
        return dataset['theme'] === theme && lang === language;
      };
      do await frame();
      while (!drawn() || __STORYBOOK_PREVIEW__?.currentRender?.phase !== 'finished');
      await frame();
    }, look);
  }

  /** What the story says of itself. */
  parameters(): Promise<{ exceptions?: Record<string, string> }> {
    return this.page.evaluate(
      () =>
        (__STORYBOOK_PREVIEW__?.currentRender?.story.parameters ?? {}) as {
          exceptions?: Record<string, string>;
        },
    );
  }

  /** Brings axe into the page. It is asked directly from then on: that takes a quarter of the time. */
  async prepare(): Promise<void> {
    await new AxeBuilder({ page: this.page }).withRules(['document-title']).setLegacyMode().analyze();
  }

  /** What axe finds: rule, element and what is wrong with it. */
  async violations(): Promise<string[]> {
    const { exceptions = {} } = await this.parameters();
    const rules = Object.fromEntries(Object.keys(exceptions).map((rule) => [rule, { enabled: false }]));
    const options = { runOnly: tags, resultTypes: ['violations'], rules };
    const { violations } = await this.page.evaluate((asked) => axe.run(document, asked), options);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) =>
        [`${id}: ${help}`, target.join(' '), failureSummary].join('\n'),
      ),
    );
  }

  /** The story as it is seen. */
  shot(): Promise<Buffer> {
    return this.picture.screenshot({ animations: 'disabled' });
  }

  /** Presses and headings whose words have no room: cut off at the side, presses also below. */
  clipped(): Promise<string[]> {
    return this.page.evaluate(() => {
      const words = ':is(button, [role="tab"], label, h1, h2, h3)';
      const seen = [...document.querySelectorAll<HTMLElement>(`[data-picture] ${words}`)].filter(
        // What is for screen readers alone is cut off as a whole.
        (element) => element.offsetParent !== null && getComputedStyle(element).clipPath === 'none',
      );
      return seen.flatMap((element) => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
        const text = element.innerText.replaceAll('\n', ' ');
        if (scrollWidth > clientWidth) return [`${text}: ${scrollWidth} px wide in ${clientWidth} px`];
        if (element.tagName === 'BUTTON' && scrollHeight > clientHeight + 1)
          return [`${text}: ${scrollHeight} px high in ${clientHeight} px`];
        return [];
      });
    });
  }

  /** Keys of the catalogues that stand on the screen in place of their words. */
  keysInSight(): Promise<string[]> {
    return this.page.evaluate((keys) => {
      const shown = document.querySelector<HTMLElement>('[data-picture]')?.innerText ?? '';
      const names = [...document.querySelectorAll('[aria-label]')].map(
        (item) => item.getAttribute('aria-label') ?? '',
      );
      return keys.filter((key) => [shown, ...names].some((text) => text.includes(key)));
    }, Object.keys(nb));
  }

  /** What the browser complained of since the story before this one began to go away. */
  complaints(): string[] {
    return this.#complaints.map((complaint) => `${complaint}\n(after ${this.#before} was closed)`);
  }
}

interface Shared {
  book: Book;
}

export const test = base.extend<object, Shared>({
  book: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names out of the pattern
    async ({}, use) => {
      const server = await serveStories();
      const browser = await chromium.launch({
        executablePath: process.env['SAMBAND_CHROMIUM'] ?? '/usr/bin/chromium',
        // Only a container's root has no other way to run Chromium.
        args: [
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          '--font-render-hinting=none',
          '--disable-lcd-text',
        ],
      });
      const page = await browser.newPage({
        viewport: usualSize,
        locale: 'nb-NO',
        timezoneId: 'Europe/Oslo',
        reducedMotion: 'reduce',
      });
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)));
      // The addon would look at each story once more by itself. A story that is still begun when the next is asked for
      // makes Storybook load its page anew.
      await page.goto(`${server.url}/iframe.html?id=${components[0]?.id}&globals=a11y.manual:!true`);
      await page.waitForFunction(
        () =>
          typeof __STORYBOOK_PREVIEW__ !== 'undefined' &&
          __STORYBOOK_PREVIEW__.currentRender?.phase === 'finished',
      );
      await page.addStyleTag({ content: still });
      const opened = new Book(page, complaints);
      await opened.prepare();
      await use(opened);
      await browser.close();
      server.close();
    },
    { scope: 'worker' },
  ],
});
export { expect } from '@playwright/test';
