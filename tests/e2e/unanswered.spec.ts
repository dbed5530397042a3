import { bothHear, expect, test } from './fixtures.ts';

/** Who is called: the Request-URI, or what it was before a registrar put its contact there (RFC 7315 §4.2). */
const calledIn = (invite: string): string | undefined =>
  (/^P-Called-Party-ID: <sip:([^@>]+)@/m.exec(invite) ?? /^INVITE sip:([^@]+)@/m.exec(invite))?.[1];

test('the caller gives up: the call is listed, and the call-back reaches the caller as one from an emergency centre', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting', {
    where: (event) => event.caller.number === caller.number,
  });
  await caller.hangUp();
  const gone = await position.log.waitFor('call.abandoned', {
    where: (event) => event.call === call,
    withinMs: 30_000,
  });
  expect(gone.waited).toBeGreaterThan(0);

  const answerer = await centre.answerer();
  expect(await position.command('unanswered.callBack', { call })).toMatchObject({ ok: true });
  await answerer.called();
  const invite = await answerer.messages();
  expect(calledIn(invite)).toBe(caller.number);
  expect(invite).toMatch(/^Priority: psap-callback/m);
  await position.log.waitFor('unanswered.calledBack', { where: (event) => event.call === call });
  await position.log.waitFor('call.connected');
  await bothHear(answerer, position);
});

test('the caller hangs up within a second of the answer: listed as broken', async ({ centre }) => {
  const position = await centre.headless(1);
  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting', {
    where: (event) => event.caller.number === caller.number,
  });
  await position.command('queue.answer', { call });
  await position.log.waitFor('call.answered', { where: (event) => event.call === call });
  await caller.hangUp();
  await position.log.waitFor('call.ended', { where: (event) => event.call === call && event.by === 'peer' });
  await position.log.waitFor('call.brokeAfterAnswer', { where: (event) => event.call === call });
  expect(position.log.all('call.abandoned')).toEqual([]);
});

test('a caller who leaves before the edge has answered is cancelled: abandoned, not elsewhere', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting');
  await caller.hangUp();
  await position.log.waitFor('call.abandoned', { where: (event) => event.call === call, withinMs: 30_000 });
  expect(position.log.all('call.answeredElsewhere')).toEqual([]);
  await position.command('unanswered.dismiss', { call, reason: 'Feilringing' });
  await position.log.waitFor('unanswered.dismissed', { where: (event) => event.call === call });
});
