import { directTrunk } from '../support/exchange/exchange.ts';
import { pidfLo } from '../support/callers/scenario.ts';
import { malformed } from '../support/proxy/malformed.ts';
import { startProxy } from '../support/proxy/proxy.ts';
import { bothHear, expect, test } from './fixtures.ts';
import type { Centre } from './fixtures.ts';
import type { HeadlessPosition } from '../support/position/headless.ts';

/** A position whose two edges are behind relays of ours. */
async function behindProxies(centre: Centre) {
  const { exchange } = centre;
  const proxies = await Promise.all(
    (['a', 'b'] as const).map((edge) => startProxy(`ws://127.0.0.1:${exchange.ports.edges[edge].ws}`)),
  );
  for (const proxy of proxies) centre.defer(() => proxy.close());
  const edges = exchange.site.exchange.edges.map(({ name }, index) => ({
    name,
    url: proxies[index]?.url ?? '',
  }));
  const site = { ...exchange.site, exchange: { ...exchange.site.exchange, edges } };
  return { proxies, position: await centre.headless(1, { site }) };
}

async function answerNext(centre: Centre, position: HeadlessPosition): Promise<void> {
  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting', {
    where: (event) => event.caller.number === caller.number,
  });
  expect(await position.command('queue.answer', { call })).toMatchObject({ ok: true });
  await position.log.waitFor('call.answered', { where: (event) => event.call === call });
  await bothHear(caller, position);
  await position.command('call.hangUp', { call });
  expect(await caller.ended()).toBe('peer');
}

test('a caller with tel: addresses, unrepaired by the exchange, rings, is shown and is heard', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  const raw = directTrunk(centre.exchange, 'a', 'raw');
  const from = centre.number();
  const caller = await centre.caller({ from, tel: true, asserted: `<tel:${from}>` }, raw);
  const { call = '', caller: shown } = await position.log.waitFor('call.waiting');
  expect(shown).toMatchObject({ number: from, assertedBy: 'network', withheld: false });
  await position.command('queue.answer', { call });
  await position.log.waitFor('call.answered');
  await bothHear(caller, position);
  await caller.hangUp();
  await position.log.waitFor('call.ended', { where: (event) => event.by === 'peer' });
});

test('a caller with SDP and position in multipart/mixed: heard both ways, and the position is on the row', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  const location = pidfLo({ lat: 69.6492, lon: 18.9553, radius: 12, method: 'GPS' });
  const caller = await centre.caller({ location }, directTrunk(centre.exchange, 'b', 'raw'));
  const { call = '', locations } = await position.log.waitFor('call.waiting');
  expect(locations).toEqual([expect.objectContaining({ lat: 69.6492, lon: 18.9553, radius: 12 })]);
  await position.command('queue.answer', { call });
  await position.log.waitFor('call.answered');
  await bothHear(caller, position);
});

test('the position comes through the B2BUA, too', async ({ centre }) => {
  const position = await centre.headless(1);
  const location = pidfLo({ lat: 69.6492, lon: 18.9553, radius: 12, method: 'GPS' });
  const caller = await centre.caller({ location });
  const { call = '', locations } = await position.log.waitFor('call.waiting');
  expect(locations).toEqual([expect.objectContaining({ lat: 69.6492, lon: 18.9553 })]);
  await position.command('queue.answer', { call });
  await bothHear(caller, position);
});

test('a caller who hides the number is shown with what the network says', async ({ centre }) => {
  const position = await centre.headless(1);
  const from = centre.number();
  await centre.caller({ from, withheld: true, asserted: `<sip:${from}@carrier.example>` });
  const { caller: shown } = await position.log.waitFor('call.waiting');
  expect(shown).toMatchObject({ number: from, withheld: true, assertedBy: 'network' });
});

test('a caller who gives up while it still rings at an edge is cancelled and listed', async ({ centre }) => {
  const position = await centre.headless(1);
  const caller = await centre.caller({}, directTrunk(centre.exchange, 'a', 'raw'));
  const { call = '' } = await position.log.waitFor('call.waiting');
  await caller.ringing();
  await caller.hangUp();
  expect(await caller.ended()).toBe('caller');
  await position.log.waitFor('call.abandoned', { where: (event) => event.call === call, withinMs: 30_000 });
});

test(`${malformed.length} malformed messages into the console's socket, and the next real call is answered with sound`, async ({
  centre,
}) => {
  const { proxies, position } = await behindProxies(centre);
  for (const [, text] of malformed) for (const proxy of proxies) proxy.inject(text);
  await position.log.waitFor('sip.dropped');
  await answerNext(centre, position);
  // What the console says to them must not make an edge close the connection: other calls wait on it.
  expect(position.log.all('edge.lost')).toEqual([]);
  expect(position.log.all('engine.started')).toHaveLength(1);
});

test('malformed messages in a call that is up do not end it', async ({ centre }) => {
  const { proxies, position } = await behindProxies(centre);
  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting');
  await position.command('queue.answer', { call });
  await bothHear(caller, position);
  for (const [, text] of malformed) for (const proxy of proxies) proxy.inject(text);
  await position.log.waitFor('sip.dropped');
  await bothHear(caller, position);
  expect(position.log.all('call.ended')).toEqual([]);
});

test('a connection that dies without a word is noticed, and the position is back', async ({ centre }) => {
  const { proxies, position } = await behindProxies(centre);
  for (const proxy of proxies) proxy.cut();
  await position.log.waitFor('outage.began');
  const from = position.log.mark;
  for (const proxy of proxies) proxy.mend();
  await position.log.waitFor('outage.ended', { from, withinMs: 60_000 });
  await answerNext(centre, position);
});
