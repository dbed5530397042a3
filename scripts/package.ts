import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureElectron } from './electron-runtime.ts';
import { bin, endChildrenWithUs, root, runChild } from './lib/child.ts';
import { builderArguments, parseWishes, usage } from './package/arguments.ts';
import type { Wishes } from './package/arguments.ts';
import { noticesOf } from './package/notices.ts';

const desktop = join(root, 'apps/desktop');
const say = (line: string): void => console.error(line);
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

async function must(command: string, args: readonly string[], output: 'show' | 'keep'): Promise<void> {
  // electron-builder would ask the registry for a newer self.
  const env = { NO_UPDATE_NOTIFIER: '1', FORCE_COLOR: '0' };
  const end = await runChild({ command, args, cwd: desktop, env, timeoutMs: 1_200_000, output });
  if (!end.ok) throw new Error(`${command} ${end.how}\n${end.output.slice(-4000)}`);
}

async function build(wishes: Wishes): Promise<void> {
  if (!wishes.asBuilt) {
    say('Building the console …');
    await must(bin('tsx'), ['build.ts'], 'keep');
  }
  const folders = readJson(join(desktop, 'out/bundled.json')) as string[];
  await mkdir(join(desktop, 'dist'), { recursive: true });
  await writeFile(join(desktop, 'dist/NOTICES.txt'), noticesOf(folders, root));
}

/** `npm run package`: see `usage`. Needs no network for the platform that it runs on. */
async function main(args: readonly string[]): Promise<void> {
  endChildrenWithUs();
  if (args.includes('--help')) {
    console.log(usage);
    return;
  }
  const given = parseWishes(args);
  const wishes = { ...given, to: given.to === undefined ? undefined : resolve(given.to) };
  const runtime = await ensureElectron(say);
  const { devDependencies } = readJson(join(root, 'package.json')) as {
    devDependencies: Record<string, string>;
  };
  const around = { shipped: devDependencies['electron'] ?? '', host: process };
  const switches = builderArguments(wishes, runtime, around);
  if (runtime.test) say(`Electron ${runtime.version}: TEST runtime, for exercises and loopback only`);
  await build(wishes);
  await must(bin('electron-builder'), switches, 'show');
  say(`Packaged into ${wishes.to ?? join(desktop, 'dist')}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
