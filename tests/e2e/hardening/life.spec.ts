import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchPosition } from '../../support/electron.ts';
import type { Position } from '../../support/electron.ts';
import { expect, secret, test } from './fixtures.ts';
import { siteText, writeSite } from './site.ts';

async function within(run: (position: Position) => Promise<void>, site?: string): Promise<void> {
  const position = await launchPosition({ site: site ?? (await writeSite()), position: 1, secret });
  try {
    await run(position);
  } finally {
    await position.close();
  }
}
const attached = (position: Position): number =>
  position.events.filter((event) => event.type === 'screen.attached').length;
const started = (position: Position, epoch: number) =>
  position.waitForEvent('engine.started', (event) => event.epoch === epoch, 30_000);

test('a second start with the same profile brings the first to the front and ends', async () => {
  await within(async (position) => {
    await position.waitForEvent('screen.attached');
    await position.app.evaluate(({ app }) => {
      (globalThis as { second?: number }).second = 0;
      app.on('second-instance', () => ((globalThis as { second?: number }).second = 1));
    });
    const before = await position.pids();
    await expect(
      launchPosition({ site: await writeSite(), position: 1, secret, profile: position.profile }),
    ).rejects.toThrow();
    await expect.poll(() => position.app.evaluate(() => (globalThis as { second?: number }).second)).toBe(1);
    expect(await position.pids()).toEqual(before);
  });
});

test('an engine that crashes or hangs is replaced: next epoch, its state, the same console', async () => {
  await within(async (position) => {
    await position.waitForEvent('screen.attached');
    const { engine, console } = await position.pids();
    process.kill(engine, 'SIGKILL');
    expect((await started(position, 2)).after).toBe('crash');
    await position.waitForEvent('screen.attached', (event) => event.epoch === 2);
    const second = await position.pids();
    expect(second.engine).not.toBe(engine);
    expect(second.console).toBe(console);

    process.kill(second.engine, 'SIGSTOP');
    expect((await started(position, 3)).after).toBe('hang');
    await position.waitForEvent('screen.attached', (event) => event.epoch === 3);
    const state = JSON.parse(await readFile(join(position.profile, 'engine-state.json'), 'utf8')) as object;
    expect(state).toMatchObject({ schema: 1, position: 1 });
  });
});

test('a console that crashes or hangs is replaced, and the engine does not notice more than that', async () => {
  await within(async (position) => {
    await position.waitForEvent('screen.attached');
    const { engine, console } = await position.pids();
    process.kill(console, 'SIGKILL');
    expect((await position.waitForEvent('screen.lost')).reason).toBe('crash');
    await expect.poll(() => attached(position)).toBe(2);
    const second = await position.pids();
    expect(second.console).not.toBe(console);
    process.kill(second.console, 'SIGSTOP');
    expect((await position.waitForEvent('screen.lost', (event) => event.reason === 'hang')).epoch).toBe(1);
    await expect.poll(() => attached(position)).toBe(3);
    expect((await position.pids()).engine).toBe(engine);
    const page = await position.consoleWindow();
    await expect(page.locator('#root > *').first()).toBeVisible();
  });
});

test('a page that leaves for about:blank, the one place it is not asked about, is replaced', async () => {
  await within(async (position) => {
    await position.waitForEvent('screen.attached');
    const leave = (): void => void setTimeout(() => location.replace('about:blank'), 0);
    await (await position.consoleWindow()).evaluate(leave);
    await position.waitForEvent('screen.lost');
    await expect.poll(() => attached(position)).toBe(2);
    await (await position.engineWindow()).evaluate(leave);
    expect((await started(position, 2)).after).toBe('crash');
    await expect.poll(() => attached(position)).toBe(3);
  });
});

test('a wrong site file: the app opens and says file, line, column and what is expected; mended, it goes on', async () => {
  const site = await writeSite(siteText.replace('count: 3', 'count: many'));
  await within(async (position) => {
    const page = await position.consoleWindow();
    const problem = await page.evaluate(async () => {
      const { samband } = window as unknown as { samband: { info(): Promise<{ problem?: unknown }> } };
      return (await samband.info()).problem;
    });
    expect(problem).toEqual({
      kind: 'site',
      file: site,
      line: 7,
      column: 49,
      path: 'positions.count',
      expected: 'number',
    });
    expect(position.events).toEqual([]);
    await writeFile(site, siteText);
    await started(position, 1);
  }, site);
});

test('a test runtime opens no real site beyond this machine', async () => {
  const real = siteText
    .replace('exercise: true', 'exercise: false')
    .replace(
      'ws://127.0.0.1:9" }',
      'wss://10.255.255.1:9", certificates: ["sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="] }',
    );
  await within(
    async (position) => {
      const page = await position.consoleWindow();
      const info = await page.evaluate(async () => {
        const { samband } = window as unknown as {
          samband: { info(): Promise<{ runtime: { test: boolean }; problem?: { kind: string } }> };
        };
        return samband.info();
      });
      test.skip(!info.runtime.test, 'the official Electron is installed here');
      expect(info.problem).toEqual({ kind: 'runtime' });
      expect(position.events).toEqual([]);
    },
    await writeSite(real),
  );
});
