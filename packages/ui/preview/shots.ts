import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { build, preview } from 'vite';
import { scenes } from './scenes.ts';

/**
 * Takes pictures of every scene: `npx tsx packages/ui/preview/shots.ts [scene …] [theme …] [width …]`.
 * The page is built as for production and served with its CSP; anything the browser complains of fails the run.
 */
const root = import.meta.dirname;
const results = path.join(root, '../../../test-results');
const outDir = path.join(results, `screens-preview-build-${process.pid}`);
const pictures = path.join(results, 'screens-preview');
const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
const themes = ['night', 'day', 'contrast'];

async function shot(
  browser: Browser,
  url: string,
  name: string,
  theme: string,
  size: (typeof sizes)[number],
): Promise<string[]> {
  const page = await browser.newPage({ viewport: size });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  await page.addInitScript((chosen) => localStorage.setItem('samband.theme', chosen), theme);
  await page.goto(`${url}?scene=${name}`);
  await page.getByRole('heading').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  for (const press of scenes[name]?.press ?? [])
    if (typeof press === 'string')
      await page.getByRole('button', { name: press, exact: true }).first().click();
    else if ('key' in press) await page.keyboard.press(press.key);
    else if ('type' in press) await page.keyboard.type(press.type);
    else await page.getByText(press.see).first().waitFor();
  if (scenes[name]?.engineLost) await page.getByText('Henter tilbake telefonien').first().waitFor();
  // The transition to a stale picture, and the pointer away from what was pressed.
  await page.mouse.move(1, 1);
  await page.waitForTimeout(scenes[name]?.engineLost ? 1000 : 300);
  const file = path.join(pictures, `${name}-${theme}-${size.width}.png`);
  await page.screenshot({ path: file });
  await page.close();
  return complaints;
}

await mkdir(pictures, { recursive: true });
await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true, target: 'chrome130' } });
const server = await preview({ root, logLevel: 'error', build: { outDir }, preview: { port: 0 } });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const [url = ''] = server.resolvedUrls?.local ?? [];
const chosen = process.argv.slice(2);
/** Of a list, those that were asked for by name; all of them when none was. */
const asked = <T>(list: readonly T[], nameOf: (item: T) => string): readonly T[] => {
  const some = list.filter((item) => chosen.includes(nameOf(item)));
  return some.length > 0 ? some : list;
};
const complaints: string[] = [];
for (const name of asked(Object.keys(scenes), (scene) => scene))
  for (const theme of asked(themes, (item) => item))
    for (const size of asked(sizes, ({ width }) => String(width)).filter(
      ({ width }) => width < 3000 || chosen.includes(String(width)),
    ))
      complaints.push(...(await shot(browser, url, name, theme, size)));
await browser.close();
await server.close();
await rm(outDir, { recursive: true });
for (const complaint of new Set(complaints)) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
