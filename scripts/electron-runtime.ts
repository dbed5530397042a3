import { existsSync, readFileSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureTestRuntime, testRuntimeFolder, testVersion } from './electron/test-runtime.ts';
import { root, runChild } from './lib/child.ts';

export interface ElectronRuntime {
  readonly executablePath: string;
  readonly version: string;
  /** Not the one that the product ships on: opens exercises and loopback only. */
  readonly test: boolean;
}

const installed = join(root, 'node_modules', 'electron');

/** The official Electron in node_modules, if its binary is there. */
function officialElectron(): ElectronRuntime | undefined {
  try {
    const name = readFileSync(join(installed, 'path.txt'), 'utf8').trim();
    const executablePath = join(installed, 'dist', name);
    if (!existsSync(executablePath)) return undefined;
    const version = readFileSync(join(installed, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    return { executablePath, version, test: false };
  } catch {
    return undefined; // not fetched yet
  }
}

/** A network that did not let it through an hour ago is not asked again. */
const retryAfter = 3_600_000;
const refusedMark = (): string => join(dirname(testRuntimeFolder()), 'electron-not-fetched');

async function fetchOfficial(say: (line: string) => void): Promise<ElectronRuntime | undefined> {
  const mark = refusedMark();
  const refusedAt = await stat(mark).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  if (Date.now() - refusedAt < retryAfter || !existsSync(join(installed, 'install.js'))) return undefined;
  const reachable = await fetch('https://github.com', {
    method: 'HEAD',
    signal: AbortSignal.timeout(5000),
  }).then(
    () => true,
    () => false,
  );
  if (reachable) {
    say('Electron: fetching the official build …');
    const args = [join(installed, 'install.js')];
    await runChild({ command: process.execPath, args, timeoutMs: 300_000, output: 'keep' });
    const fetched = officialElectron();
    if (fetched) return fetched;
  }
  await mkdir(dirname(mark), { recursive: true });
  await writeFile(mark, '');
  return undefined;
}

/**
 * An Electron to run the console in: the official one where its binary is or can be fetched, else the test runtime.
 * `SAMBAND_ELECTRON` names a binary to use in place of both.
 */
export async function ensureElectron(
  say: (line: string) => void = () => undefined,
): Promise<ElectronRuntime> {
  const named = process.env['SAMBAND_ELECTRON'];
  if (named !== undefined && named !== '') {
    const version = readFileSync(join(dirname(named), 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    return { executablePath: named, version, test: version === testVersion };
  }
  const official = officialElectron() ?? (await fetchOfficial(say));
  if (official) return official;
  return { executablePath: await ensureTestRuntime(say), version: testVersion, test: true };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  ensureElectron((line) => console.error(line)).then(
    ({ executablePath, version, test }) =>
      console.log(`Electron ${version}${test ? ' (test runtime)' : ''}: ${executablePath}`),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
