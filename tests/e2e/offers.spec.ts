import { relayedDialog } from '../support/proxy/dialog.ts';
import { startProxy, type HostileProxy } from '../support/proxy/proxy.ts';
import { bothHear, expect, test } from './fixtures.ts';
import type { Centre } from './fixtures.ts';
import { answeredCall, hangUp, type Talk } from './on-screen.ts';

/** Longer than what can still be on its way from before. */
const forMs = 2000;
const isReinvite = /^INVITE [\s\S]*\r\nTo: [^\r]*;tag=/;

/** A call at a console that has one edge, behind a relay of ours. */
async function behindRelay(centre: Centre): Promise<Talk & { relay: HostileProxy }> {
  const { site, ports } = centre.exchange;
  const relay = await startProxy(`ws://127.0.0.1:${ports.edges.a.ws}`);
  centre.defer(() => relay.close());
  const edges = [{ name: 'A', url: relay.url }];
  const desk = await centre.console(1, {
    site: { ...site, exchange: { ...site.exchange, edges } },
    edges: ['A'],
  });
  return { ...(await answeredCall(centre, desk)), relay };
}

/** Sound goes on both ways, and the screen does not say otherwise. */
async function soundGoesOn({ desk, caller, call }: Talk): Promise<void> {
  await bothHear(caller, desk);
  await Promise.all([caller.ear.expect({}, { forMs }), desk.ear.expect({}, { forMs })]);
  await bothHear(caller, desk);
  expect(desk.log.all('call.ended', (event) => event.call === call)).toEqual([]);
}

async function socketLostAndBack({
  desk,
  relay,
}: {
  desk: Talk['desk'];
  relay: HostileProxy;
}): Promise<void> {
  const from = desk.log.mark;
  relay.cut();
  await desk.log.waitFor('edge.lost', { from });
  relay.mend();
  await desk.log.waitFor('edge.connected', { from });
}

test('after a new socket the exchange refuses the re-INVITE, or never answers it: sound goes on', async ({
  centre,
}) => {
  const talk = await behindRelay(centre);
  const { relay } = talk;
  const offers = (): number => relay.sent().filter((text) => isReinvite.test(text)).length;
  for (const status of [488, 491, undefined]) {
    const before = offers();
    relay.refuse(isReinvite, status);
    await socketLostAndBack(talk);
    await expect.poll(offers).toBeGreaterThan(before);
    await soundGoesOn(talk);
  }
  // The socket went again while the last one was pending; the next is accepted.
  relay.refuse(undefined);
  const before = offers();
  await socketLostAndBack(talk);
  await expect.poll(offers).toBeGreaterThan(before);
  await soundGoesOn(talk);
  await hangUp(talk.desk).click();
  expect(await talk.caller.ended()).toBe('peer');
});

test('offers of the exchange while a call is held, without sound, or without an answer: sound goes on', async ({
  centre,
}) => {
  const talk = await behindRelay(centre);
  const { desk, call, relay } = talk;
  const { offer, reinvite } = await relayedDialog(relay, call);

  await desk.window.getByRole('button', { name: /^Vent/ }).click();
  await desk.log.waitFor('call.held', { where: (event) => event.by === 'operator' });
  expect(await reinvite(offer)).toBe(200);
  await desk.window.getByRole('button', { name: /^Hent/ }).click();
  await soundGoesOn(talk);

  const fax = `${offer.replace(/^m=audio \d+/m, 'm=audio 0')}m=image 9 udptl t38\r\nc=IN IP4 0.0.0.0\r\n`;
  expect(await reinvite(fax)).toBe(488);
  await soundGoesOn(talk);

  expect(await reinvite('')).toBe(200);
  await soundGoesOn(talk);

  expect(await reinvite(offer.replace('a=sendrecv', 'a=sendonly'))).toBe(200);
  await desk.log.waitFor('call.held', { where: (event) => event.by === 'peer' });
  await expect(desk.window.getByText('Motparten har satt samtalen på vent')).toBeVisible();
  expect(await reinvite(offer)).toBe(200);
  await desk.log.waitFor('call.resumed', { where: (event) => event.by === 'peer' });
  await soundGoesOn(talk);
  await hangUp(desk).click();
  expect(await talk.caller.ended()).toBe('peer');
});
