import type { EdgeName, Part } from '@samband/exchange';
import { bothHear, expect, registered, test } from './fixtures.ts';
import type { Centre } from './fixtures.ts';
import type { HeadlessPosition } from '../support/position/headless.ts';
import type { Party } from '../support/callers/caller.ts';

const partOf = (edge: string): Part => (edge.toLowerCase() === 'a' ? 'edge-a' : 'edge-b');

async function waitingAt(position: HeadlessPosition, caller: Party): Promise<string> {
  const where = (event: { caller: { number?: string | undefined } }): boolean =>
    event.caller.number === caller.number;
  return (await position.log.waitFor('call.waiting', { where })).call ?? '';
}
async function answer(position: HeadlessPosition, call: string): Promise<void> {
  expect(await position.command('queue.answer', { call })).toMatchObject({ ok: true });
  await position.log.waitFor('call.answered', { where: (event) => event.call === call });
}
/** The edge that the dialog of a call that is up goes through. */
async function edgeOf(position: HeadlessPosition, call: string): Promise<string> {
  await expect.poll(async () => (await position.state())?.calls.map((one) => one.call.call)).toContain(call);
  return (await position.state())?.calls.find((one) => one.call.call === call)?.dialog.edge ?? '';
}
async function bringBack(centre: Centre, position: HeadlessPosition, edge: string): Promise<void> {
  const from = position.log.mark;
  await centre.exchange.startPart(partOf(edge));
  const aor = `sip:113@${centre.domain}`;
  await position.log.waitFor('registered', {
    from,
    where: (event) => event.edge === edge && event.aor === aor,
    withinMs: 60_000,
  });
}

for (const [edge, name] of [
  ['a', 'A'],
  ['b', 'B'],
] satisfies [EdgeName, string][]) {
  test(`edge ${name} dies while a call rings: it rings on and is answered over the other`, async ({
    centre,
  }) => {
    const position = await centre.headless(1);
    const caller = await centre.caller();
    const call = await waitingAt(position, caller);
    await centre.exchange.killPart(partOf(edge));
    await position.log.waitFor('edge.lost', { where: (event) => event.edge === name });
    await answer(position, call);
    await bothHear(caller, position);
    expect(position.log.all('call.abandoned')).toEqual([]);
    expect(position.log.all('outage.began')).toEqual([]);
    await bringBack(centre, position, name);
  });
}

test('an edge dies while a call waits and nobody is ready: the first to become ready gets it', async ({
  centre,
}) => {
  const position = await centre.headless(1, { ready: false });
  const caller = await centre.caller();
  await caller.answered();
  await centre.exchange.killPart('edge-a');
  await position.log.waitFor('edge.lost', { where: (event) => event.edge === 'A' });
  await position.command('position.ready', {});
  const call = await waitingAt(position, caller);
  await answer(position, call);
  await bothHear(caller, position);
});

test('the edge of a call that is up dies and comes back: both go on talking, and the operator can end it', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  const caller = await centre.caller();
  const call = await waitingAt(position, caller);
  await answer(position, call);
  await bothHear(caller, position);
  const edge = await edgeOf(position, call);
  await centre.exchange.killPart(partOf(edge));
  await position.log.waitFor('edge.lost', { where: (event) => event.edge === edge });
  await bothHear(caller, position);

  await bringBack(centre, position, edge);
  await bothHear(caller, position);
  expect(position.log.all('call.ended')).toEqual([]);
  await position.command('call.hangUp', { call });
  expect(await caller.ended()).toBe('peer');
});

test('both edges die and come back: the call that is up goes on, the one that waits is offered again', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  const [first, second] = [await centre.caller(), await centre.caller()];
  const call = await waitingAt(position, first);
  const waiting = await waitingAt(position, second);
  await answer(position, call);
  await bothHear(first, position);
  await Promise.all([centre.exchange.killPart('edge-a'), centre.exchange.killPart('edge-b')]);
  await position.log.waitFor('outage.began');
  await bothHear(first, position);

  const from = position.log.mark;
  await Promise.all([centre.exchange.startPart('edge-a'), centre.exchange.startPart('edge-b')]);
  await position.log.waitFor('outage.ended', { from, withinMs: 60_000 });
  await bothHear(first, position);
  await position.command('call.hangUp', { call });
  expect(await first.ended()).toBe('peer');

  // One row, before and after.
  await expect
    .poll(
      async () => {
        const reply = await position.command('queue.answer', { call: waiting });
        return reply.ok;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await bothHear(second, position);
  expect(position.log.all('call.abandoned')).toEqual([]);
});

test('the whole exchange restarts: the position signs in again by itself and the next call is answered', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  await centre.exchange.stop();
  await position.log.waitFor('outage.began');
  const from = position.log.mark;
  for (const part of ['rtpengine', 'edge-a', 'edge-b', 'asterisk'] as const)
    await centre.exchange.startPart(part);
  await position.log.waitFor('outage.ended', { from, withinMs: 60_000 });
  await registered(position, centre.site, 1);
  const caller = await centre.caller();
  await answer(position, await waitingAt(position, caller));
  await bothHear(caller, position);
});

test('an alarm ends because somebody is ready: who was rung by it has no missed call', async ({ centre }) => {
  const [ready, resting] = [await centre.headless(1), await centre.headless(2)];
  for (const position of [ready, resting]) {
    await position.command('position.pause', { confirmed: true });
    await position.log.waitFor('paused');
  }
  const caller = await centre.caller();
  const call = await waitingAt(resting, caller);
  await waitingAt(ready, caller);
  await ready.command('position.ready', {});
  await resting.log.waitFor('call.left', {
    where: (event) => event.call === call && event.why === 'attended',
  });
  // The caller still waits, for the one who is ready.
  expect(ready.log.all('call.left')).toEqual([]);
  await answer(ready, call);
  await bothHear(caller, ready);
  for (const position of [ready, resting]) expect(position.log.all('call.abandoned')).toEqual([]);
});
