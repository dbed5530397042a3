import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/process.ts';
import { picture } from '../support/position/picture.ts';
import { bothHear, expect, test, tones } from './fixtures.ts';
import { alerts, answeredCall, answerOnScreen } from './on-screen.ts';

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
  const words = 'Klokken på PC-en hoppet. Tidene på skjermen kan være feil.';
  await expect(alerts(desk)).toContainText(words);
  await picture(desk.window, 'clock-jumped');
  await bothHear(caller, desk);
  await desk.window.keyboard.press('F11');
  await expect(desk.window.getByTestId('alert-line')).not.toContainText(words);
  await desk.window.keyboard.press('F12');
  expect(await caller.ended()).toBe('peer');
});
