import { test as base, type Page } from '@playwright/test';
import { openBrowser, type BrowserName, type Opened } from './browsers.ts';
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
}

declare const whatWasTold: () => string;

/** A fresh page with all devices plugged in and nobody speaking. */
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
  bench: async ({ browserUnderTest, devices, url }, use, info) => {
    await devices.restore();
    info.annotations.push({ type: 'runtime', description: browserUnderTest.version });
    const page = await browserUnderTest.open(url);
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    page.on('pageerror', (error) => lines.push(String(error)));
    for (const name of hostNames) await page.exposeFunction(name, devices[name]);
    await use(page);
    await info.attach('console', { body: lines.join('\n'), contentType: 'text/plain' });
    if (info.status !== info.expectedStatus) {
      lines.push(await page.evaluate(() => whatWasTold()), await devices.describe());
      console.log(lines.join('\n'));
    }
    await page.close();
  },
});
