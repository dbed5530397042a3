import { expect, test } from './fixtures.ts';

/** What the site file declares must hold at this very exchange: a position can call itself, and it is no call. */

test('every lamp becomes green because a call came back, and no list knows of it', async ({ centre }) => {
  const desk = await centre.console(1);
  for (const { name } of centre.site.exchange.edges)
    await desk.log.waitFor('edge.proven', { where: (event) => event.edge === name, withinMs: 60_000 });
  const lamps = desk.window.getByRole('banner').getByRole('listitem').filter({ hasText: 'Sentral' });
  for (const lamp of await lamps.all()) await expect(lamp).toHaveAttribute('data-tone', 'ok');

  // A call that comes after it is the first that anything knows of.
  const caller = await centre.caller();
  const { call } = await desk.log.waitFor('call.waiting', {
    where: (event) => event.caller.number === caller.number,
  });
  expect(desk.log.all('call.waiting').map((event) => event.call)).toEqual([call]);
  for (const type of ['call.abandoned', 'call.dialled', 'call.ended', 'edge.unproven'] as const)
    expect(desk.log.all(type)).toEqual([]);
});
