import { spawn } from 'node:child_process';
import { chmod, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { displayName, ownFolder, staging } from '../electron.ts';
import type { Bed } from './bed.ts';

/** What a device is asked of; as much of it as the page needs. */
export interface Question {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly collections: readonly { readonly usagePage: number; readonly usage: number }[];
}

const watchdogMs = 60_000;

async function buildMain(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: fileURLToPath(new URL('descriptors-main.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
        output: { format: 'cjs', entryFileNames: 'main.cjs', codeSplitting: false },
      },
    },
  });
  const main = join(folder, 'main.cjs');
  await chmod(main, 0o644);
  return main;
}

/** Lines that a real Electron says, whose Chromium sees the bed's devices; see `descriptors-main.ts`. */
export async function readDescriptors(bed: Bed, questions: readonly Question[]): Promise<object[]> {
  const staged = await staging();
  const folder = await ownFolder('samband-descriptors-', staged.person);
  try {
    const main = await buildMain(folder);
    const child = spawn(staged.program, ['--disable-gpu', `--user-data-dir=${folder}/profile`, main], {
      env: {
        ...process.env,
        ...bed.env,
        DISPLAY: await displayName(),
        SAMBAND_PAGES: staged.app,
        SAMBAND_QUESTIONS: JSON.stringify(questions),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const watchdog = setTimeout(() => child.kill('SIGKILL'), watchdogMs);
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const lines: object[] = [];
    const logs: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as { log?: string };
      if (said.log === undefined) lines.push(said);
      else logs.push(said.log);
    }
    const code = await new Promise<number | null>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
      else child.once('exit', resolve);
    });
    clearTimeout(watchdog);
    if (code !== 0) throw new Error(`ended with ${code}: ${logs.join('; ')}\n${errors.slice(-4000)}`);
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
