import { chromium, _electron, type ConsoleMessage, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { start } from '../support/process.ts';

export type BrowserName = 'chromium' | 'electron';

export interface Opened {
  /** A fresh page, empty. */
  open(): Promise<Page>;
  readonly version: string;
  close(): Promise<void>;
}

/**
 * Loads a page anew for one test, and gives what it says of itself; `empty` takes all of it away. The page is the same
 * for all tests of a worker: a new one each time, and its process, costs more than some of them.
 */
export async function load(page: Page, url: string): Promise<{ said: string[]; empty(): Promise<void> }> {
  const said: string[] = [];
  const handleConsole = (message: ConsoleMessage): void => void said.push(message.text());
  const handleError = (error: Error): void => void said.push(String(error));
  page.on('console', handleConsole);
  page.on('pageerror', handleError);
  await page.goto(url);
  return {
    said,
    async empty() {
      page.off('console', handleConsole);
      page.off('pageerror', handleError);
      await page.goto('about:blank');
    },
  };
}

const switches = [
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  '--js-flags=--expose-gc',
  // Only a container's root has no other way to run Chromium.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

async function openChromium(env: Record<string, string>): Promise<Opened> {
  const browser = await chromium.launch({
    executablePath: process.env['SAMBAND_CHROMIUM'] ?? '/usr/bin/chromium',
    args: switches,
    ignoreDefaultArgs: ['--mute-audio'],
    env: { ...process.env, ...env },
  });
  const context = await browser.newContext({ permissions: ['microphone'] });
  return {
    version: `Chromium ${browser.version()}`,
    open: () => context.newPage(),
    close: () => browser.close(),
  };
}

async function openElectron(executablePath: string, env: Record<string, string>): Promise<Opened> {
  const screen = process.env['DISPLAY']
    ? undefined
    : start('Xvfb', ['-displayfd', '1', '-screen', '0', '800x600x24', '-nolisten', 'tcp']);
  const display = screen ? `:${(await screen.says(/^(\d+)$/m))[1]}` : process.env['DISPLAY'];
  const app = await _electron.launch({
    executablePath,
    args: [...switches, fileURLToPath(new URL('electron-main.cjs', import.meta.url))],
    env: { ...process.env, ...env, DISPLAY: display } as Record<string, string>,
  });
  const versions = await app.evaluate(() => process.versions);
  return {
    version: `Electron ${versions['electron']} (Chromium ${versions['chrome']})`,
    async open() {
      const opening = app.waitForEvent('window');
      await app.evaluate(
        ({ BrowserWindow }) =>
          void new BrowserWindow({
            show: false,
            webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
          }).loadURL('about:blank'),
      );
      return opening;
    },
    async close() {
      await app.close();
      await screen?.stop();
    },
  };
}

export function openBrowser(name: BrowserName, env: Record<string, string>): Promise<Opened> {
  if (name === 'chromium') return openChromium(env);
  const runtime = process.env['SAMBAND_ELECTRON'];
  if (!runtime) throw new Error('SAMBAND_ELECTRON does not say where Electron is');
  return openElectron(runtime, env);
}
