import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from '../../scripts/lib/child.ts';
import { toIcns, toIco } from './icon-files.ts';
import type { Drawn } from './icon-files.ts';

/** `npm run icon`: draws the icon of the app from its SVG, in every size and format that the packages want. */
const folder = join(root, 'apps/desktop/packaging/icon');
const sizes = [16, 32, 48, 64, 128, 256, 512];

const svg = await readFile(join(folder, 'icon.svg'), 'utf8');
// Without its sandbox: it is root's here, and draws nothing but our own file.
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const drawn: Drawn[] = [];
for (const size of sizes) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  drawn.push({ size, png: await page.screenshot({ omitBackground: true }) });
  await page.close();
}
await browser.close();
await mkdir(join(folder, 'linux'), { recursive: true });
for (const { size, png } of drawn) await writeFile(join(folder, 'linux', `${size}x${size}.png`), png);
await writeFile(join(folder, 'icon.ico'), toIco(drawn.filter(({ size }) => size <= 256)));
await writeFile(join(folder, 'icon.icns'), toIcns(drawn));
