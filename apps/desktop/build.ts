import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { InlineConfig } from 'vite';
import { rememberPackages } from './packaging/bundled.ts';

/**
 * Builds the app into `out`, whole: it runs with an Electron and nothing else, wherever it is copied.
 *
 *   out/package.json  out/main/index.cjs  out/{exchange,devices}/index.cjs  out/preload/{hidden,console}.cjs
 *   out/engine/…  out/console/…  out/callers/…  out/descriptors/…
 *
 * and `out/bundled.json`, which is for the packaging only: the packages whose code is in it.
 */
const room = fileURLToPath(new URL('.', import.meta.url));
const out = `${room}out`;
const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const own = readJson(`${room}package.json`);
const root = readJson(`${room}../../package.json`);
const bundled = rememberPackages(fileURLToPath(new URL('../../', import.meta.url)));
const shipped = (root['devDependencies'] as Record<string, string>)['electron'] ?? '';

const common: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  define: { __SHIPPED_ELECTRON__: JSON.stringify(shipped) },
};
// The last two: ws does without them where they are not there.
const outside = [
  'electron',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  'bufferutil',
  'utf-8-validate',
];

/** One CommonJS file with all it needs: main, and preloads, which a sandbox lets require nothing but electron. */
async function script(entry: string, file: string): Promise<void> {
  const [folder = '', name = ''] = file.split('/');
  await build({
    ...common,
    root: room,
    plugins: [bundled.plugin],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: `${room}src/${entry}`,
      outDir: `${out}/${folder}`,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        external: outside,
        output: { format: 'cjs', entryFileNames: name, codeSplitting: false },
      },
    },
  });
}

/** One page and its assets; nothing inline, because the page's CSP allows nothing inline. */
async function page(name: string): Promise<void> {
  await build({
    ...common,
    root: `${room}src/${name}`,
    base: './',
    plugins: [react(), bundled.plugin],
    build: {
      outDir: `${out}/${name}`,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      chunkSizeWarningLimit: 4000,
    },
  });
}

/**
 * node-hid's native parts, beside the script that loads them: of the systems that the console is made for, and on Linux
 * its hidraw driver alone.
 */
async function carryNodeHid(): Promise<void> {
  const prebuilds = fileURLToPath(new URL('../../node_modules/node-hid/prebuilds', import.meta.url));
  const wanted = /^(?:HID_hidraw-linux|HID-darwin|HID-win32)-(?:x64|arm64)$/;
  for (const name of (await readdir(prebuilds)).filter((one) => wanted.test(one)))
    await cp(`${prebuilds}/${name}`, `${out}/devices/prebuilds/${name}`, { recursive: true });
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const { version } = own;
const runnable = {
  name: 'samband',
  productName: 'Samband',
  version,
  main: 'main/index.cjs',
  type: 'commonjs',
};
await Promise.all([
  script('main/index.ts', 'main/index.cjs'),
  script('exchange/index.ts', 'exchange/index.cjs'),
  script('devices/index.ts', 'devices/index.cjs'),
  script('preload/hidden.ts', 'preload/hidden.cjs'),
  script('preload/console.ts', 'preload/console.cjs'),
  page('engine'),
  page('console'),
  page('callers'),
  page('descriptors'),
  carryNodeHid(),
]);
await writeFile(`${out}/package.json`, `${JSON.stringify(runnable, undefined, 2)}\n`);
await writeFile(`${out}/bundled.json`, `${JSON.stringify(bundled.folders(), undefined, 2)}\n`);
