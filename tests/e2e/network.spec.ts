import { launchBrowser } from '../support/position/headless.ts';
import { createNamespace, meetingAddress } from '../support/network/namespace.ts';
import { bothHear, expect, test } from './fixtures.ts';

test("the position's address changes in a call: sound is back by an ICE restart, in the same call", async ({
  centre,
}) => {
  test.skip(process.getuid?.() !== 0, 'network namespaces need root');
  const namespace = await createNamespace();
  centre.defer(() => namespace.close());
  const browser = await launchBrowser({
    executablePath: await namespace.wrap('/usr/bin/chromium'),
    host: meetingAddress,
  });
  centre.defer(() => browser.close());
  const { site } = centre.exchange;
  const edges = site.exchange.edges.map((edge) => ({
    ...edge,
    url: edge.url.replace('127.0.0.1', meetingAddress),
  }));
  const position = await centre.headless(1, {
    browser,
    site: { ...site, exchange: { ...site.exchange, edges } },
  });

  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting', {
    where: (event) => event.caller.number === caller.number,
  });
  await position.command('queue.answer', { call });
  await bothHear(caller, position);

  const from = position.log.mark;
  await namespace.changeAddress();
  await position.woke();
  await position.log.waitFor('edge.connected', { from, withinMs: 60_000 });
  await bothHear(caller, position, { withinMs: 60_000 });
  expect(position.log.all('call.ended')).toEqual([]);

  await position.command('call.hangUp', { call });
  expect(await caller.ended()).toBe('peer');
});
