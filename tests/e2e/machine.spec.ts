import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/process.ts';
import { picture } from '../support/position/picture.ts';
import type { Console } from '../support/position/console.ts';
import { bothHear, expect, test, tones } from './fixtures.ts';
import { alerts, answeredCall, answerOnScreen, waitingCall } from './on-screen.ts';

/** What goes wrong with the PC itself: said in words, and no caller notices. */

test('the disk is full: said, calls go on, and what happened meanwhile is written when there is room again', async ({
  centre,
}) => {
  test.skip(process.getuid?.() !== 0, 'a file system of its own needs root');
  const profile = await mkdtemp(join(tmpdir(), 'samband-full-'));
  const events = join(profile, 'events');
  await mkdir(events);
  await run('mount', ['-t', 'tmpfs', '-o', 'size=512k,mode=0777', 'samband-events', events]);
  centre.defer(async () => {
    await run('umount', ['--lazy', events]);
    await rm(profile, { recursive: true, force: true });
  });
  const { desk, caller } = await answeredCall(centre, await centre.console(1, { profile }));
  const { bavail, bsize } = await statfs(events);
  const filler = join(events, 'filler');
  await writeFile(filler, Buffer.alloc(bavail * bsize));

  // Each press is an event; sooner or later the last page of the file is full, too.
  const words = 'Hendelsesloggen kan ikke skrives.';
  const mute = desk.window.getByRole('button', { name: /^Demp/ });
  for (let turns = 0; turns < 30 && !(await alerts(desk).innerText()).includes(words); turns += 1)
    for (const pressed of ['true', 'false']) {
      await desk.window.keyboard.press('F2');
      await expect(mute).toHaveAttribute('aria-pressed', pressed);
    }
  await expect(alerts(desk)).toContainText(words);
  await expect(alerts(desk)).toContainText('Samtaler virker som før');
  await picture(desk.window, 'disk-full');
  await bothHear(caller, desk);
  await desk.window.keyboard.press('F12');
  expect(await caller.ended()).toBe('peer');

  await rm(filler);
  const next = await centre.caller({ sound: tones.second });
  await answerOnScreen(desk, next.number);
  await bothHear(next, desk, { callerTone: tones.second });
  await expect(alerts(desk)).not.toContainText(words);
  // The line that the last page had no room for is cut off; it stands whole further down.
  expect(desk.log.damaged.splice(0).length).toBeLessThan(2);
  const seqs = desk.log.events.map(({ seq }) => seq);
  expect(seqs, 'no event is missing').toEqual(seqs.map((_, index) => index + 1));
});

test('the clock jumps an hour in a call: said until it is acknowledged, and both go on talking', async ({
  centre,
}) => {
  const { desk, caller } = await answeredCall(centre);
  const engine = await desk.position.engineWindow();
  await engine.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3_600_000;
  });
  await desk.log.waitFor('clock.jumped', { withinMs: 60_000 });
  const words = 'Klokkeslett på skjermen kan være feil: klokken på PC-en hoppet.';
  await expect(alerts(desk)).toContainText(words);
  await picture(desk.window, 'clock-jumped');
  await bothHear(caller, desk);
  await desk.window.keyboard.press('F11');
  await expect(desk.window.getByTestId('alert-line')).not.toContainText(words);
  await desk.window.keyboard.press('F12');
  expect(await caller.ended()).toBe('peer');
});

/** Sets the wall clock of the engine and of the screen, as the PC's own would be set; no monotonic clock moves. */
async function setClock(desk: Console, ms: number): Promise<void> {
  for (const page of [await desk.position.engineWindow(), desk.window])
    await page.evaluate((by) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + by;
    }, ms);
}

/** Minutes and seconds, as the screen says them. */
const secondsOf = (words: string): number => {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(words) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

for (const [way, ms] of [
  ['an hour back', -3_600_000],
  ['an hour forward', 3_600_000],
] as const)
  test(`the clock is set ${way}: waits, order, late alarms and talk time are what they were`, async ({
    centre,
  }) => {
    const desk = await centre.console(1);
    const row = desk.window.getByRole('list', { name: 'Kø' }).getByRole('listitem');
    const timer = desk.window.getByRole('timer', { name: 'Samtaletid' });
    const begun = performance.now();
    const passed = (): number => (performance.now() - begun) / 1000;

    const first = await centre.caller();
    const call = await waitingCall(desk, first.number);
    await expect(row).toHaveCount(1);
    await setClock(desk, ms);
    await desk.log.waitFor('clock.jumped', { withinMs: 60_000 });
    const second = await centre.caller({ sound: tones.second });
    await waitingCall(desk, second.number);
    await expect(row).toHaveCount(2);
    // Who came first stands first, and is late when he is.
    const late = await desk.log.waitFor('alarm.raised', {
      where: (event) => event.alarm.kind === 'call.late' && event.call === call,
      withinMs: 60_000,
    });
    const [came] = desk.log.all('call.waiting', (event) => event.call === call);
    expect(late.mono - (came?.sinceMono ?? 0)).toBeGreaterThan(9900);
    await expect(row.first()).toHaveAttribute('data-late', 'true');
    const wait = secondsOf((await row.first().locator('.figures').first().textContent()) ?? '');
    expect(wait).toBeGreaterThanOrEqual(10);
    expect(wait).toBeLessThan(passed() + 5);
    await picture(desk.window, `clock-set-${ms < 0 ? 'back' : 'forward'}-waiting`);
    await answerOnScreen(desk, first.number);
    expect(desk.log.all('call.answered')).toMatchObject([{ call }]);
    await bothHear(first, desk);

    // And once more, in the call.
    const from = desk.log.mark;
    await setClock(desk, ms);
    await desk.log.waitFor('clock.jumped', { withinMs: 60_000, from });
    await expect.poll(async () => secondsOf(await timer.innerText())).toBeGreaterThan(3);
    expect(secondsOf(await timer.innerText())).toBeLessThan(passed() + 5);
    await picture(desk.window, `clock-set-${ms < 0 ? 'back' : 'forward'}-talking`);
    await bothHear(first, desk);
    await desk.window.keyboard.press('F12');
    expect(await first.ended()).toBe('peer');
    const ended = await desk.log.waitFor('call.ended', { where: (event) => event.call === call });
    expect(ended.talked).toBeGreaterThan(3000);
    expect(ended.talked).toBeLessThan((passed() + 5) * 1000);
    // The press after the step is a press of its own.
    await answerOnScreen(desk, second.number);
    await bothHear(second, desk, { callerTone: tones.second });
    expect(desk.log.all('call.brokeAfterAnswer')).toEqual([]);
  });
