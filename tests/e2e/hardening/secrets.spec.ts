import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launchPosition } from '../../support/electron.ts';
import { expect, secret, test } from './fixtures.ts';
import { writeSite } from './site.ts';

const exec = promisify(execFile);
const ha1 = createHash('md5').update(`pos1:nordvik.example:${secret}`).digest('hex');

/** The process and all that descend from it. */
async function family(pid: number): Promise<number[]> {
  const { stdout } = await exec('ps', ['-e', '-o', 'pid=,ppid=']);
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const member of found)
    for (const [child = 0, parent] of pairs)
      if (parent === member && !found.includes(child)) found.push(child);
  return found;
}

test('the secret is in no argument, in no environment of a child, in no file and in no page', async ({
  position,
}) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const { main, engine, console } = await position.pids();
  const pids = await family(main);
  expect(pids).toEqual(expect.arrayContaining([engine, console]));
  for (const pid of pids) {
    const [line, environment] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')),
    );
    for (const word of [secret, ha1]) expect(line).not.toContain(word);
    if (pid !== main) expect(environment).not.toContain(secret);
    expect(environment).not.toContain(ha1);
  }
  expect(await position.app.evaluate(() => process.env['SAMBAND_SIP_SECRET'] ?? null)).toBeNull();

  for (const name of await readdir(position.profile, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const content = await readFile(join(name.parentPath, name.name), 'latin1');
    for (const word of [secret, ha1]) expect(content, name.name).not.toContain(word);
  }
  for (const word of [secret, ha1]) expect(position.output()).not.toContain(word);

  const shell = await (
    await position.consoleWindow()
  ).evaluate(async () => {
    const { samband } = window as unknown as { samband: { info(): Promise<unknown> } };
    return JSON.stringify(await samband.info());
  });
  expect(JSON.parse(shell)).toMatchObject({ secret: 'environment', position: 1 });
  for (const word of [secret, ha1]) expect(shell).not.toContain(word);
});

test('the profile is its owner’s alone', async ({ position }) => {
  test.skip(process.platform === 'win32', 'POSIX modes');
  expect((await stat(position.profile)).mode & 0o777).toBe(0o700);
  for (const file of ['events/events.jsonl', 'engine-state.json', 'instance.json', 'logs/samband.log'])
    expect((await stat(join(position.profile, file))).mode & 0o777, file).toBe(0o600);
});

test('without a secret the console asks, and the engine starts when it is told', async () => {
  const position = await launchPosition({ site: await writeSite(), position: 1 });
  try {
    const page = await position.consoleWindow();
    const info = () =>
      page.evaluate(() => (window as unknown as { samband: { info(): Promise<unknown> } }).samband.info());
    expect(await info()).toMatchObject({ secret: 'missing', problem: { kind: 'secret' } });
    expect(position.events).toEqual([]);
    const provide = (word: unknown): Promise<unknown> =>
      page.evaluate(
        (text) =>
          (
            window as unknown as { samband: { provideSecret(secret: unknown): Promise<boolean> } }
          ).samband.provideSecret(text),
        word,
      );
    expect(await provide('')).toBe(false);
    expect(await provide('x'.repeat(257))).toBe(false);
    expect(await provide(secret)).toBe(true);
    await position.waitForEvent('engine.started');
    // No key store on a machine without a desktop: in memory only, and it says so.
    const told = (await info()) as { secret: string; problem?: unknown };
    expect(['session', 'stored']).toContain(told.secret);
    expect(told.problem).toBeUndefined();
  } finally {
    await position.close();
  }
});
