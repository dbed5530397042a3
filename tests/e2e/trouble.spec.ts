import { bothHear, expect, test } from './fixtures.ts';

test('a wrong secret: the refusal is told with its status, and nothing crashes', async ({ centre }) => {
  const { exchange } = centre;
  const { user, realm } = await exchange.secrets(1);
  const position = await centre.headless(1, {
    credentials: { username: user, realm, ha1: '0'.repeat(32) },
    ready: false,
  });
  const refused = await position.log.waitFor('refused');
  expect(refused.status).toBe(403);
  expect(position.log.all('registered')).toEqual([]);
});

test('an exchange that cannot be reached: told as lost, tried again without end', async ({ centre }) => {
  const { site } = centre.exchange;
  const edges = site.exchange.edges.map(({ name }) => ({ name, url: 'ws://127.0.0.1:9' }));
  const position = await centre.headless(1, {
    site: { ...site, exchange: { ...site.exchange, edges } },
    ready: false,
  });
  await position.log.waitFor('edge.lost', { where: (event) => event.edge === 'A' });
  await position.log.waitFor('outage.began');
  await position.log.waitFor('edge.connecting', {
    where: (event) => event.edge === 'A' && event.attempt >= 3,
    withinMs: 60_000,
  });
});

for (const [name, state] of [
  ['NotFoundError', 'missing'],
  ['NotAllowedError', 'refused'],
] as const)
  test(`the microphone is ${state}: told, the call is heard, and it is taken up when it is there`, async ({
    centre,
  }) => {
    const position = await centre.headless(1, { microphoneFails: name });
    await position.log.waitFor('microphone', { where: (event) => event.state === state });
    const caller = await centre.caller();
    const { call = '' } = await position.log.waitFor('call.waiting');
    await position.command('queue.answer', { call });
    await position.ear.expect({ hears: [1050] });

    await position.page.evaluate(() => window.position.mendMicrophone());
    await position.command('device.retry', {});
    await position.log.waitFor('microphone', { where: (event) => event.state === 'open' });
    await bothHear(caller, position);
  });

test('the clock jumps an hour: told, the call goes on, and the next one is answered', async ({ centre }) => {
  const position = await centre.headless(1);
  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting');
  await position.command('queue.answer', { call });
  await bothHear(caller, position);
  await position.page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3_600_000;
  });
  const jumped = await position.log.waitFor('clock.jumped', { withinMs: 60_000 });
  expect(Math.abs(jumped.ms - 3_600_000)).toBeLessThan(5000);
  await bothHear(caller, position);
  await position.command('call.hangUp', { call });
  expect(await caller.ended()).toBe('peer');

  const next = await centre.caller();
  const row = await position.log.waitFor('call.waiting', {
    where: (event) => event.caller.number === next.number,
  });
  await position.command('queue.answer', { call: row.call ?? '' });
  await bothHear(next, position);
});
