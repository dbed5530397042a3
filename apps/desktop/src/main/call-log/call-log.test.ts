import { appendFileSync, mkdtempSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallLogQuery, Event } from '@samband/telephony/contract';
import type { Clock } from '@samband/telephony/ports';
import { expect, it, vi } from 'vitest';
import { openEventLog } from '../profile/event-log.ts';
import { systemClock } from '../../shared/clock.ts';
import { openCallLog } from './call-log.ts';
import { answered, ended, signedIn, started, waiting, wall } from './fakes.ts';

const quiet = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });
const unheard = { handleFailed: () => undefined, handleBack: () => undefined };
const folderOf = () => mkdtempSync(join(tmpdir(), 'call-log-'));
const clockAt = (seconds: number): Clock => ({ ...systemClock, wall: () => wall(seconds) });
const call = (name: string, at: number): Event[] => [
  waiting(name, at),
  answered(name, at + 5),
  ended(name, at + 60),
];
const text = (events: readonly Event[]): string => events.map((one) => `${JSON.stringify(one)}\n`).join('');

/** One run of main: the log that it writes and the one that it reads. */
function run(folder: string, clock = clockAt(1000), log = quiet(), size = 1e9) {
  let named = 0;
  const naming = { ...clock, wall: () => clock.wall() + (named += 1) };
  const events = openEventLog({
    folder,
    clock: naming,
    log,
    ...unheard,
    bound: {
      size,
      files: 24,
      age: Number.MAX_SAFE_INTEGER,
    },
  });
  const calls = openCallLog({ folder, position: 1, clock, log });
  return {
    calls,
    log,
    tell(...told: readonly Event[]) {
      for (const one of told) {
        events.append(one);
        calls.handle(one);
      }
    },
    async ask(query: CallLogQuery = {}) {
      const page = await calls.query(query);
      return { ...page, names: page.entries.map((entry) => entry.call).join(' ') };
    },
    end() {
      events.close();
      calls.dispose();
    },
  };
}

it('tells calls of this run and of those before, over files that were set aside in the middle of a call', async () => {
  const folder = folderOf();
  const first = run(folder, clockAt(1000), quiet(), 600);
  first.tell(started(0), signedIn(1, 'Kari'), ...call('a', 10), ...call('b', 100));
  expect(await first.ask()).toMatchObject({ names: 'b a', damaged: false });
  first.end();
  expect(readdirSync(folder).length).toBeGreaterThan(2);

  const second = run(folder);
  second.tell(started(300), ...call('c', 310));
  const page = await second.ask();
  expect(page).toMatchObject({ names: 'c b a', more: false, damaged: false });
  expect(page.entries.map(({ outcome, operator, talked }) => [outcome, operator, talked])).toEqual([
    ['answered', undefined, 60_000],
    ['answered', 'Kari', 60_000],
    ['answered', 'Kari', 60_000],
  ]);
  second.end();
});

it('goes on with a call that was up when main ended', async () => {
  const folder = folderOf();
  const first = run(folder);
  first.tell(started(0), waiting('a', 10), answered('a', 15));
  first.end();
  const second = run(folder);
  second.tell(started(20), ended('a', 70));
  expect((await second.ask()).entries).toMatchObject([{ call: 'a', outcome: 'answered', talked: 60_000 }]);
});

it('passes over damaged lines, says so, and goes on behind them', async () => {
  const folder = folderOf();
  const [first = '', ...others] = text([started(0), ...call('a', 10), ...call('b', 100)]).split(/(?<=\n)/);
  writeFileSync(
    join(folder, 'events-2026-06-01T00-00-00-000Z.jsonl'),
    `${first}nonsense\n${others.join('')}`,
  );
  writeFileSync(join(folder, 'events.jsonl'), `${text(call('c', 200))}{"epoch":1,"se`);
  const { tell, ask, log } = run(folder);
  tell(started(300), ...call('d', 310));
  expect(await ask()).toMatchObject({ names: 'd c b a', damaged: true });
  expect(log.warn).toHaveBeenCalledExactlyOnceWith('lines of the event log are damaged', { count: 2 });
});

it('finds what is searched for, a page at a time', async () => {
  const folder = folderOf();
  const { tell, ask } = run(folder);
  tell(started(0));
  for (let n = 0; n < 30; n += 1) tell(waiting(`c${n}`, n * 10, n % 2 === 0 ? '+4790123456' : '+4722334455'));
  const first = await ask({ text: '22 33 44 55', limit: 10 });
  expect(first.names).toBe('c29 c27 c25 c23 c21 c19 c17 c15 c13 c11');
  expect(first.more).toBe(true);
  const rest = await ask({ text: '22 33 44 55', limit: 10, before: first.entries.at(-1)?.at });
  expect(rest).toMatchObject({ names: 'c9 c7 c5 c3 c1', more: false });
  expect(await ask({ text: 'ingen' })).toMatchObject({ names: '', more: false });
});

it('keeps calls of one moment on one page, so that the next page leaves none out', async () => {
  const { tell, ask } = run(folderOf());
  tell(started(0), waiting('a', 10), waiting('b', 20), waiting('c', 20), waiting('d', 30));
  const first = await ask({ limit: 2 });
  expect(first).toMatchObject({ names: 'd', more: true });
  expect((await ask({ limit: 2, before: first.entries.at(-1)?.at })).names).toBe('c b');
  expect((await ask({ limit: 1, before: wall(30) })).entries).toHaveLength(1);
});

it('answers with what is there while the files are still read', async () => {
  const folder = folderOf();
  const before = call('before', 10);
  writeFileSync(join(folder, 'events.jsonl'), text(before));
  const timers: { ms: number; run: () => void }[] = [];
  const clock: Clock = {
    ...clockAt(1000),
    // Every look at this clock is a slice later, so that each line takes one.
    mono: (
      (now) => () =>
        (now += 8)
    )(0),
    after(ms, done) {
      timers.push({ ms, run: done });
      return { dispose: () => undefined };
    },
  };
  const { tell, calls } = run(folder, clock);
  tell(started(300), waiting('now', 310));
  const due = (ms: number): void =>
    timers.splice(0).forEach((timer) => (timer.ms === ms ? timer.run() : timers.push(timer)));
  const reading = calls.read();
  const asked = calls.query({});
  due(300);
  const driving = setInterval(() => due(4), 1);
  expect((await asked).entries.map((entry) => entry.call)).toContain('now');
  await reading;
  const whole = calls.query({});
  expect((await whole).entries.map((entry) => entry.call)).toEqual(['now', 'before']);
  clearInterval(driving);
});

it('leaves out another position’s calls, and what is too old to be kept', async () => {
  const folder = folderOf();
  const other = { ...waiting('other', 50), position: 2 } as Event;
  writeFileSync(
    join(folder, 'events.jsonl'),
    text([started(0), waiting('old', 10), other, waiting('new', 900)]),
  );
  const { tell, ask } = run(folder, clockAt(30 * 86_400 + 100));
  tell({ ...waiting('later', 950), position: 2 } as Event);
  expect((await ask()).names).toBe('new');
});

it('is not put out by a file that is set aside before it is read, nor by one that is gone', async () => {
  const folder = folderOf();
  writeFileSync(join(folder, 'events-2026-05-01T00-00-00-000Z.jsonl'), text(call('gone', -9000)));
  writeFileSync(join(folder, 'events.jsonl'), text([started(0), ...call('a', 10)]));
  const { tell, ask, log } = run(folder, clockAt(1000), quiet(), 2000);
  unlinkSync(join(folder, 'events-2026-05-01T00-00-00-000Z.jsonl'));
  tell(...call('b', 100), ...call('c', 200));
  appendFileSync(join(folder, 'events.jsonl'), 'written by nobody\n');
  expect(await ask()).toMatchObject({ names: 'c b a', damaged: false });
  expect(log.warn).not.toHaveBeenCalled();
});

it('has no calls where there is no log', async () => {
  const { calls, ask } = run('/proc/nowhere');
  expect(await ask()).toMatchObject({ names: '', more: false, damaged: false });
  calls.dispose();
});
