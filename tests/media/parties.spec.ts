import { test as base, type Page } from '@playwright/test';
import { load, openBrowser, type Opened } from './browsers.ts';
import type { MediaOptions } from './fixtures.ts';
import { type PartyScenarioName, partyScenarioNames } from './page/parties-names.ts';
import { servePage } from './server.ts';

declare const runPartyScenario: (name: PartyScenarioName) => Promise<unknown>;

/** The parties' sound needs no devices: it is played nowhere. */
const test = base.extend<
  { stage: Page },
  MediaOptions & { url: string; browserUnderTest: Opened; standing: Page }
>({
  runtime: ['chromium', { option: true, scope: 'worker' }],
  url: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names out of the pattern
    async ({}, use) => {
      const server = await servePage(new URL('page/parties.ts', import.meta.url), "'self' mediastream:");
      await use(server.url);
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
  standing: [async ({ browserUnderTest }, use) => use(await browserUnderTest.open()), { scope: 'worker' }],
  stage: async ({ browserUnderTest, standing: page, url }, use, info) => {
    info.annotations.push({ type: 'runtime', description: browserUnderTest.version });
    const { said, empty } = await load(page, url);
    await use(page);
    if (info.status !== info.expectedStatus) console.log(said.join('\n'));
    await empty();
  },
});

for (const name of partyScenarioNames)
  test(name, async ({ stage }, info) => {
    const figures = await stage.evaluate((scenario) => runPartyScenario(scenario), name);
    if (figures !== undefined)
      info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  });
