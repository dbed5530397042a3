import type { Locator } from '@playwright/test';
import type { Console } from '../support/position/console.ts';
import { picture } from '../support/position/picture.ts';
import { startProxy } from '../support/proxy/proxy.ts';
import { bothHear, expect, test } from './fixtures.ts';
import { alerts, answerOnScreen } from './on-screen.ts';

/** A position that is registered, and at which nothing rings, must not look like a good one. */

const lamp = ({ window }: Console, name: string): Locator =>
  window.getByRole('banner').getByRole('listitem').filter({ hasText: name });

test('one edge loses every INVITE: its lamp is red and says so, the other rings; then it is green again', async ({
  centre,
}) => {
  const { exchange } = centre;
  const proxy = await startProxy(`ws://127.0.0.1:${exchange.ports.edges.a.ws}`);
  centre.defer(() => proxy.close());
  const [, b] = exchange.site.exchange.edges;
  const edges = [{ name: 'A', url: proxy.url }, ...(b ? [b] : [])];
  const site = { ...exchange.site, exchange: { ...exchange.site.exchange, edges } };
  const desk = await centre.console(1, { site });
  for (const name of ['A', 'B']) {
    await desk.log.waitFor('edge.proven', { where: (event) => event.edge === name });
    await expect(lamp(desk, `Sentral ${name}`)).toHaveAttribute('data-tone', 'ok');
  }

  proxy.loseInvites(true);
  const lost = await desk.log.waitFor('edge.unproven', { withinMs: 120_000 });
  expect(lost).toMatchObject({ edge: 'A', why: 'silent' });
  await desk.log.waitFor('alarm.raised', {
    where: ({ alarm }) => alarm.kind === 'edge.deaf' && alarm.rank === 2,
  });
  await expect(lamp(desk, 'Sentral A')).toHaveAttribute('data-tone', 'bad');
  await expect(lamp(desk, 'Sentral A')).toHaveText('Sentral A anrop kommer kanskje ikke hit');
  await expect(lamp(desk, 'Sentral B')).toHaveAttribute('data-tone', 'ok');
  await expect(alerts(desk)).toContainText('Sentral A: Anrop kommer kanskje ikke hit denne veien.');
  await picture(desk.window, 'one-edge-deaf');
  expect(desk.log.all('unregistered')).toEqual([]);
  expect(desk.log.all('call.waiting')).toEqual([]);
  const caller = await centre.caller();
  await answerOnScreen(desk, caller.number);
  await bothHear(caller, desk);

  const from = desk.log.mark;
  proxy.loseInvites(false);
  await desk.log.waitFor('edge.proven', { from, withinMs: 120_000 });
  await expect(lamp(desk, 'Sentral A')).toHaveAttribute('data-tone', 'ok');
  await expect(alerts(desk)).not.toContainText('Anrop kommer kanskje ikke');
  await bothHear(caller, desk);
});

test('the exchange behind both edges stands still: registered, and said to be deaf until it goes on', async ({
  centre,
}) => {
  const desk = await centre.console(1);
  for (const name of ['A', 'B'])
    await desk.log.waitFor('edge.proven', { where: (event) => event.edge === name });
  const pid = (await centre.exchange.status()).find(({ part }) => part === 'asterisk')?.pid ?? 0;
  expect(pid).toBeGreaterThan(1);
  process.kill(-pid, 'SIGSTOP');
  centre.defer(() => process.kill(-pid, 'SIGCONT'));
  for (const name of ['A', 'B']) {
    await desk.log.waitFor('edge.unproven', { where: (event) => event.edge === name, withinMs: 120_000 });
    await expect(lamp(desk, `Sentral ${name}`)).toHaveAttribute('data-tone', 'bad');
  }
  await desk.log.waitFor('alarm.raised', {
    where: ({ alarm }) => alarm.kind === 'position.deaf' && alarm.rank === 1,
  });
  await expect(alerts(desk)).toContainText('Anrop kommer kanskje ikke hit. Prøveanropet kom ikke tilbake.');
  await picture(desk.window, 'deaf');

  const from = desk.log.mark;
  process.kill(-pid, 'SIGCONT');
  for (const name of ['A', 'B'])
    await desk.log.waitFor('edge.proven', { from, where: (event) => event.edge === name, withinMs: 120_000 });
  await expect(alerts(desk)).not.toContainText('Anrop kommer kanskje ikke');
  expect(desk.log.all('call.waiting')).toEqual([]);
});
