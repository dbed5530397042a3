import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScreenShell } from '@samband/telephony/contract';
import { launchPosition } from '../../support/electron.ts';
import type { Position } from '../../support/electron.ts';
import { expect, secret, test } from './fixtures.ts';
import { directoryText, siteText, staffedText, writeSite } from './site.ts';

/** What a page gets from its shell; tells how main answered. */
async function ask(
  position: Position,
  what: 'info' | 'keep' | 'callLog',
  argument?: unknown,
): Promise<unknown> {
  const page = await position.consoleWindow();
  return page.evaluate(
    ([name, given]) => {
      const { samband } = window as unknown as { samband: ScreenShell };
      return samband[name](given);
    },
    [what, argument] as const,
  );
}

/** Runs one console after another on the same profile. */
async function onOneProfile(site: string, ...runs: ((position: Position) => Promise<void>)[]): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'samband-kept-'));
  try {
    for (const run of runs) {
      const position = await launchPosition({ site, position: 1, secret, profile });
      try {
        await position.consoleWindow();
        await run(position);
      } finally {
        await position.close();
      }
    }
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

const theme = (person: string): object => ({ of: 'person', person, settings: { theme: 'day' } });

test('what is chosen is kept over a restart: of the place, and of those who can be here', async () => {
  await onOneProfile(
    await writeSite(staffedText, directoryText),
    async (position) => {
      expect(await ask(position, 'info')).toMatchObject({
        place: {},
        persons: {},
        operators: [{ id: 'kari', name: 'Kari Nordmann', roles: ['medical'] }],
      });
      expect(JSON.stringify(await ask(position, 'info'))).not.toContain('pbkdf2');
      expect(await ask(position, 'keep', { of: 'place', place: { tab: 'log' } })).toBe(true);
      expect(await ask(position, 'keep', theme('kari'))).toBe(true);
      for (const wrong of [theme('nobody'), { of: 'place', place: { tab: 'no tab' } }, 'x', null])
        expect(await ask(position, 'keep', wrong), JSON.stringify(wrong)).toBe(false);
    },
    async (position) => {
      expect(await ask(position, 'info')).toMatchObject({
        place: { tab: 'log' },
        persons: { kari: { theme: 'day' } },
      });
      expect((await stat(join(position.profile, 'kept.json'))).mode & 0o777).toBe(0o600);
    },
  );
});

test('corrupt settings are none', async () => {
  await onOneProfile(
    await writeSite(),
    async (position) => expect(await ask(position, 'keep', theme(''))).toBe(true),
    async (position) => {
      expect(await ask(position, 'info')).toMatchObject({ persons: { '': { theme: 'day' } } });
      await writeFile(join(position.profile, 'kept.json'), '{"schema":1,');
    },
    async (position) => {
      expect(await ask(position, 'info')).toMatchObject({ place: {}, persons: {} });
      expect(await ask(position, 'keep', theme(''))).toBe(true);
    },
  );
});

test('the window opens where it was left, and not where there is no display', async () => {
  const left = { x: 120, y: 40, width: 1000, height: 640 };
  const bounds = (position: Position) =>
    position.app.evaluate(({ BrowserWindow }) => {
      const visible = BrowserWindow.getAllWindows().find((one) => one.isVisible());
      return visible?.getBounds();
    });
  /** Chromium leaves a pixel of a whole display free on X11, lest it be taken for full screen. */
  async function fillsTheDisplay(position: Position): Promise<void> {
    const area = await position.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    const { width = 0, height = 0, ...corner } = (await bounds(position)) ?? {};
    expect(corner).toEqual({ x: area.x, y: area.y });
    expect([area.width - 1, area.width]).toContain(width);
    expect([area.height - 1, area.height]).toContain(height);
  }
  await onOneProfile(
    await writeSite(),
    async (position) => {
      await position.waitForEvent('screen.attached');
      await fillsTheDisplay(position);
      await position.app.evaluate(({ BrowserWindow }, to) => {
        BrowserWindow.getAllWindows()
          .find((one) => one.isVisible())
          ?.setBounds(to);
      }, left);
      await expect.poll(() => bounds(position)).toEqual(left);
    },
    async (position) => {
      expect(await bounds(position)).toEqual(left);
      const file = join(position.profile, 'kept.json');
      await position.waitForEvent('screen.attached');
      await position.close();
      const kept = JSON.parse(await readFile(file, 'utf8')) as { windows: { window: { display: number } }[] };
      expect(kept.windows).toHaveLength(1);
      for (const { window } of kept.windows) window.display += 1;
      await writeFile(file, JSON.stringify(kept));
    },
    fillsTheDisplay,
  );
});

test('the call log tells what earlier runs have written', async () => {
  const base = { epoch: 1, mono: 1, position: 1, role: 'medical', call: 'c1' };
  const caller = { number: '+4790123456', withheld: false, assertedBy: 'network' };
  const since = Date.now() - 3_600_000;
  const wall = (ms: number): string => new Date(since + ms).toISOString();
  const waiting = { dialled: '113', queue: '113', category: 'emergency', priority: 0, locations: [] };
  const lines = [
    {
      ...base,
      seq: 1,
      id: 'a',
      wall: wall(0),
      type: 'call.waiting',
      caller,
      since,
      ...waiting,
      unattended: false,
    },
    { ...base, seq: 2, id: 'b', wall: wall(4000), type: 'call.answered', waited: 4000 },
    {
      ...base,
      seq: 3,
      id: 'c',
      wall: wall(64_000),
      type: 'call.ended',
      by: 'peer',
      reason: '',
      talked: 60_000,
    },
  ].map((line) => JSON.stringify(line));
  await onOneProfile(
    await writeSite(),
    async (position) => {
      await position.waitForEvent('screen.attached');
      expect(await ask(position, 'callLog', {})).toEqual({ entries: [], more: false, damaged: false });
      // As an earlier run would have left it, the last line cut off when the power went.
      const folder = join(position.profile, 'events');
      const own = await stat(folder);
      const file = join(folder, 'events-2026-01-01T00-00-00-000Z.jsonl');
      await writeFile(file, `${lines.join('\n')}\n{"epoch":1,"se`);
      await chmod(file, 0o600);
      await chown(file, own.uid, own.gid);
    },
    async (position) => {
      await position.waitForEvent('screen.attached');
      const page = (await ask(position, 'callLog', { text: '901 23 456' })) as { entries: unknown[] };
      expect(page).toMatchObject({ more: false, damaged: true });
      expect(page.entries).toMatchObject([
        { call: 'c1', outcome: 'answered', waited: 4000, talked: 60_000, at: since },
      ]);
      expect(await ask(position, 'callLog', { text: 'ingen' })).toMatchObject({ entries: [] });
      for (const wrong of [{ limit: 100_000 }, { text: 7 }, null])
        expect(await ask(position, 'callLog', wrong), JSON.stringify(wrong)).toBeUndefined();
      const log = await readFile(join(position.profile, 'logs', 'samband.log'), 'utf8');
      expect(log).not.toContain('90123456');
    },
  );
});

test('a wrong directory of operators is told by file, line and column; mended, the app goes on', async () => {
  const site = await writeSite(
    staffedText,
    directoryText.replace('roles: [medical]', 'roles: [medical, pilot]'),
  );
  const directory = join(dirname(site), 'operators.yaml');
  await onOneProfile(site, async (position) => {
    expect(await ask(position, 'info')).toMatchObject({
      problem: {
        kind: 'site',
        file: directory,
        line: 5,
        column: 22,
        path: 'operators.0.roles.1',
        expected: 'one of: medical',
      },
    });
    expect(position.events).toEqual([]);
    await writeFile(directory, directoryText);
    await position.waitForEvent('engine.started');
    const info = (await ask(position, 'info')) as { problem?: unknown };
    expect(info.problem).toBeUndefined();
  });
});

test('words of a page are not shown by the operating system while no call waits', async ({ position }) => {
  const page = await position.consoleWindow();
  await position.app.evaluate(({ Notification }) => {
    const seen = globalThis as { shown?: number };
    seen.shown = 0;
    const { show } = Notification.prototype;
    Notification.prototype.show = function (this: Electron.Notification) {
      seen.shown = (seen.shown ?? 0) + 1;
      show.call(this);
    };
  });
  await page.evaluate(() => {
    const { samband } = window as unknown as { samband: ScreenShell };
    for (const words of [{ title: 'x', body: 'y' }, { title: 'x'.repeat(500), body: 'y' }, 7])
      samband.attention(words);
  });
  // Answered after the words were handled: one channel keeps its order.
  await ask(position, 'info');
  expect(await position.app.evaluate(() => (globalThis as { shown?: number }).shown)).toBe(0);
});

test('the window is named after the position, and says that it is an exercise', async () => {
  await onOneProfile(await writeSite(siteText), async (position) => {
    const title = (): Promise<string | undefined> =>
      position.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((one) => one.isVisible())
          ?.getTitle(),
      );
    await expect.poll(title).toBe('ØVELSE – Samband – Plass 1');
  });
});
