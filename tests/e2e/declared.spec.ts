import { bothHear, expect, test } from './fixtures.ts';
import { answeredCall } from './on-screen.ts';

/** A console shows of an exchange what its site file declares, and nothing else. */

test('what the site file does not declare is not on the screen: edges, voice log', async ({ centre }) => {
  const desk = await centre.console(1);
  const lamps = desk.window.getByRole('banner').getByRole('listitem');
  const edges = centre.site.exchange.edges.map(({ name }) => `Sentral ${name} tilkoblet`);
  await expect(lamps.filter({ hasText: 'Sentral' })).toHaveText(edges);
  await answeredCall(centre, desk);
  const inCall = desk.window.locator('article[data-current="true"]');
  if (centre.can('recording')) {
    await expect(lamps.filter({ hasText: 'Lydlogg' })).toHaveText('Lydlogg bekreftet');
    await expect(inCall).toContainText('Lydlogg bekreftet');
  } else {
    // An exchange that says nothing of it may record or not: unknown is said, and never green.
    const lamp = lamps.filter({ hasText: 'Lydlogg' });
    await expect(lamp).toHaveText('Lydlogg ikke bekreftet');
    await expect(lamp).not.toHaveAttribute('data-tone', 'ok');
  }
});

test('an engine that dies takes a call back where the exchange can; else the caller is at the front of the line again', async ({
  centre,
}) => {
  test.skip(centre.can('recover'), `${centre.target.name} can: console.spec.ts`);
  const { desk, caller, call } = await answeredCall(centre);
  const from = desk.log.mark;
  process.kill(await desk.pidOf('engine'), 'SIGKILL');
  await desk.log.waitFor('engine.started', { from, withinMs: 60_000 });
  await desk.log.waitFor('call.waiting', {
    from,
    where: (event) => event.call === call,
    withinMs: 60_000,
  });
  expect(desk.log.all('call.recovered')).toEqual([]);
  const again = desk.log.mark;
  await desk.window.getByRole('button', { name: /^Besvar neste/ }).click();
  await desk.log.waitFor('call.answered', { from: again, where: (event) => event.call === call });
  await bothHear(caller, desk);
});
