import { test as base, type Page } from '@playwright/test';
import { load, openBrowser, type BrowserName, type Opened } from './browsers.ts';
import { hostNames } from './page/host.ts';
import { servePage } from './server.ts';
import { startDevices, type Devices } from './sound.ts';

export interface MediaOptions {
  runtime: BrowserName;
}
interface Shared extends MediaOptions {
  /** Another value means other devices and another browser. */
  set: string;
  devices: Devices;
  url: string;
  browserUnderTest: Opened;
  standing: Page;
}

declare const whatWasTold: () => string;

/** A page loaded anew, with all devices plugged in and nobody speaking. */
export const test = base.extend<{ bench: Page }, Shared>({
  runtime: ['chromium', { option: true, scope: 'worker' }],
  set: ['plugged', { option: true, scope: 'worker' }],
  devices: [
    async ({ set }, use) => {
      void set; // a change of it is what makes these devices new
      const devices = await startDevices();
      await use(devices);
      await devices.close();
    },
    { scope: 'worker' },
  ],
  url: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names out of the pattern
    async ({}, use) => {
      const server = await servePage(new URL('page/main.ts', import.meta.url));
      await use(server.url);
      server.close();
    },
    { scope: 'worker' },
  ],
  browserUnderTest: [
    async ({ runtime, devices }, use) => {
      const browser = await openBrowser(runtime, devices.env);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  standing: [
    async ({ browserUnderTest, devices }, use) => {
      const page = await browserUnderTest.open();
      for (const name of hostNames) await page.exposeFunction(name, devices[name]);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
  bench: async ({ browserUnderTest, standing: page, devices, url }, use, info) => {
    await devices.restore();
    info.annotations.push({ type: 'runtime', description: browserUnderTest.version });
    const { said, empty } = await load(page, url);
    await use(page);
    await info.attach('console', { body: said.join('\n'), contentType: 'text/plain' });
    if (info.status !== info.expectedStatus) {
      said.push(await page.evaluate(() => whatWasTold()), await devices.describe());
      console.log(said.join('\n'));
    }
    await empty();
  },
});
