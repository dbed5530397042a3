import { waitUntilLive } from '../support/electron.ts';
import { bothHear, expect, test } from './fixtures.ts';
import { answeredCall } from './on-screen.ts';

test('a note outlives the engine that it was written to, and the call that it is about', async ({
  centre,
}) => {
  const { desk, caller, call } = await answeredCall(centre);
  const { window, log } = desk;
  const words = 'Brystsmerter siden kl. 14';
  await window.keyboard.press('F5');
  await window.keyboard.type(words);
  await log.waitFor('call.noted', { where: (event) => event.call === call && event.text === words });
  const from = log.mark;
  process.kill(await desk.pidOf('engine'), 'SIGKILL');
  await log.waitFor('call.recovered', { from, where: (event) => event.call === call, withinMs: 60_000 });
  await bothHear(caller, desk);
  const note = window.getByRole('textbox', { name: /^Notat om/ });
  await expect(note).toHaveValue(words);
  await waitUntilLive(window);
  await window.keyboard.press('F12');
  await log.waitFor('call.ended', { where: (event) => event.call === call });
  await window.keyboard.press('Shift+F7');
  await expect(window.getByRole('region', { name: 'Ring ut' })).toContainText(words);
});
