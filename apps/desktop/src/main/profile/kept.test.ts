import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { openKept } from './kept.ts';

const quiet = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });
const place = () => join(mkdtempSync(join(tmpdir(), 'kept-')), 'kept.json');
const theme = (person: string, chosen: 'night' | 'day' = 'day') =>
  ({ of: 'person', person, settings: { theme: chosen } }) as const;
const window = { display: 7, x: 10, y: 20, width: 1280, height: 720, maximised: false };

it('gives back what was kept, by position and by person, readable by the owner only', async () => {
  const path = place();
  const kept = openKept({ path: path, position: 3, log: quiet(), clock: systemClock });
  expect(kept.place()).toEqual({});
  expect(kept.persons()).toEqual({});
  expect(await kept.keep({ of: 'place', place: { tab: 'log', zones: { queue: 30, reach: 20 } } })).toBe(true);
  expect(await kept.keep(theme('kari'))).toBe(true);
  expect(await kept.keep(theme('', 'night'))).toBe(true);
  kept.keepWindow(window);
  await kept.settled();
  const again = openKept({ path: path, position: 3, log: quiet(), clock: systemClock });
  expect(again.place()).toEqual({ tab: 'log', zones: { queue: 30, reach: 20 } });
  expect(again.persons()).toEqual({ kari: { theme: 'day' }, '': { theme: 'night' } });
  expect(again.window()).toEqual(window);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const other = openKept({ path: path, position: 4, log: quiet(), clock: systemClock });
  expect([other.place(), other.window()]).toEqual([{}, undefined]);
  expect(other.persons()).toEqual(again.persons());
});

it('keeps the last of many at once', async () => {
  const path = place();
  const kept = openKept({ path: path, position: 1, log: quiet(), clock: systemClock });
  const all = await Promise.all(
    (['night', 'day', 'night', 'day'] as const).map((one) => kept.keep(theme('kari', one))),
  );
  expect(all).toEqual([true, true, true, true]);
  expect(openKept({ path: path, position: 1, log: quiet(), clock: systemClock }).persons()).toEqual({
    kari: { theme: 'day' },
  });
});

it.each(['{"schema":1,"pla', '{"schema":2}', '', '[]'])(
  'begins anew where the file is corrupt: %j',
  async (text) => {
    const path = place();
    writeFileSync(path, text);
    const log = quiet();
    const kept = openKept({ path: path, position: 1, log: log, clock: systemClock });
    expect(log.error).toHaveBeenCalledOnce();
    expect(readFileSync(`${path}.corrupt`, 'utf8')).toBe(text);
    expect([kept.place(), kept.persons(), kept.window()]).toEqual([{}, {}, undefined]);
    expect(await kept.keep(theme('kari'))).toBe(true);
    expect(openKept({ path: path, position: 1, log: quiet(), clock: systemClock }).persons()).toEqual({
      kari: { theme: 'day' },
    });
  },
);

it('is bounded: too much of one person is refused, of too many persons the first go', async () => {
  const path = place();
  const kept = openKept({ path: path, position: 1, log: quiet(), clock: systemClock });
  const keys = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`action.${n}`, 'F1 and more']));
  expect(await kept.keep({ of: 'person', person: 'kari', settings: { keys } })).toBe(false);
  await Promise.all(Array.from({ length: 501 }, (_, n) => kept.keep(theme(`p${n}`))));
  expect(Object.keys(kept.persons())).toHaveLength(500);
  expect(kept.persons()['p0']).toBeUndefined();
  expect(openKept({ path: path, position: 1, log: quiet(), clock: systemClock }).persons()['p500']).toEqual({
    theme: 'day',
  });
  expect(readFileSync(path, 'utf8').length).toBeLessThan(100_000);
});

it('says when the disk refuses, and holds it until the app ends', async () => {
  const log = quiet();
  const kept = openKept({ path: '/proc/nowhere/kept.json', position: 1, log: log, clock: systemClock });
  expect(await kept.keep(theme('kari'))).toBe(false);
  expect(kept.persons()).toEqual({ kari: { theme: 'day' } });
  expect(log.error).toHaveBeenCalledOnce();
});
