import { createServer } from 'node:http';
import { test as base, type Page } from '@playwright/test';
import { bundle } from '../support/position/bundle.ts';
import { openBrowser, type Opened } from './browsers.ts';
import type { MediaOptions } from './fixtures.ts';
import { type PartyScenarioName, partyScenarioNames } from './page/parties-names.ts';

declare const runPartyScenario: (name: PartyScenarioName) => Promise<unknown>;

// As the app's own pages have it: clips are files of the page's origin.
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self' mediastream:";

/** The parties' sound needs no devices: it is played nowhere. */
const test = base.extend<{ stage: Page }, MediaOptions & { url: string; browserUnderTest: Opened }>({
  runtime: ['chromium', { option: true, scope: 'worker' }],
  url: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names out of the pattern
    async ({}, use) => {
      const files = await bundle(new URL('page/parties.ts', import.meta.url));
      const server = createServer((request, response) => {
        const file = files.get((request.url ?? '/').split('?')[0] ?? '/');
        response.writeHead(file ? 200 : 404, {
          'content-type': file?.contentType ?? 'text/plain',
          'content-security-policy': policy,
        });
        response.end(file?.body);
      });
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      await use(`http://127.0.0.1:${address.port}/`);
      server.close();
    },
    { scope: 'worker' },
  ],
  browserUnderTest: [
    async ({ runtime }, use) => {
      const browser = await openBrowser(runtime, {});
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  stage: async ({ browserUnderTest, url }, use, info) => {
    info.annotations.push({ type: 'runtime', description: browserUnderTest.version });
    const page = await browserUnderTest.open(url);
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    page.on('pageerror', (error) => lines.push(String(error)));
    await use(page);
    if (info.status !== info.expectedStatus) console.log(lines.join('\n'));
    await page.close();
  },
});

for (const name of partyScenarioNames)
  test(name, async ({ stage }, info) => {
    const figures = await stage.evaluate((scenario) => runPartyScenario(scenario), name);
    if (figures !== undefined)
      info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  });
