import { chromium, _electron, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { start } from '../support/process.ts';

export type BrowserName = 'chromium' | 'electron';

export interface Opened {
  /** A fresh page at `url`. */
  open(url: string): Promise<Page>;
  readonly version: string;
  close(): Promise<void>;
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
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
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
    async open(url) {
      const opening = app.waitForEvent('window');
      await app.evaluate(
        ({ BrowserWindow }) =>
          void new BrowserWindow({
            show: false,
            webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
          }).loadURL('about:blank'),
      );
      const page = await opening;
      await page.goto(url);
      return page;
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
