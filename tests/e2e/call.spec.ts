import type { Event } from '@samband/telephony/contract';
import { bothHear, expect, needs, test, tones, voiceOf } from './fixtures.ts';
import type { Centre } from './fixtures.ts';
import type { HeadlessPosition } from '../support/position/headless.ts';
import type { Party } from '../support/callers/caller.ts';

/** The lowest part of the hold sound stands through all of it, Hz. */
const holdDrone = 330;
const operatorTone = voiceOf(1);

async function answeredCall(
  centre: Centre,
  options: { sound?: number } = {},
  at?: HeadlessPosition,
): Promise<{ position: HeadlessPosition; caller: Party; call: string }> {
  const position = at ?? (await centre.headless(1));
  const caller = await centre.caller(options);
  const where = (event: Event<'call.waiting'>): boolean => event.caller.number === caller.number;
  const { call = '' } = await position.log.waitFor('call.waiting', { where });
  expect(await position.command('queue.answer', { call })).toMatchObject({ ok: true });
  await position.log.waitFor('call.answered', { where: (event) => event.call === call });
  await bothHear(caller, position, { callerTone: options.sound ?? tones.caller, operatorTone });
  return { position, caller, call };
}

test('hold and resume: the caller hears the hold sound, then the operator', async ({ centre }) => {
  const { position, caller, call } = await answeredCall(centre);
  await position.command('call.hold', { call });
  await position.log.waitFor('call.held', {
    where: (event) => event.call === call && event.by === 'operator',
  });
  await caller.ear.expect({ hears: [holdDrone], lacks: [operatorTone] });
  await position.ear.expect({ lacks: [tones.caller] });
  await position.command('call.resume', { call });
  await position.log.waitFor('call.resumed', { where: (event) => event.call === call });
  await bothHear(caller, position);
  await caller.ear.expect({ hears: [operatorTone], lacks: [holdDrone] });
});

test('mute: the caller hears silence and the operator hears on', async ({ centre }) => {
  const { position, caller, call } = await answeredCall(centre);
  await position.command('call.mute', { call, on: true });
  await position.log.waitFor('call.muted', { where: (event) => event.on });
  await Promise.all([
    caller.ear.expect({ lacks: [operatorTone, holdDrone] }),
    position.ear.expect({ hears: [tones.caller] }),
  ]);
  await position.command('call.mute', { call, on: false });
  await bothHear(caller, position);
});

test('answering a second call holds the first; both go on', async ({ centre }) => {
  const { position, caller: first, call } = await answeredCall(centre);
  const { caller: second, call: other } = await answeredCall(centre, { sound: tones.second }, position);
  await position.log.waitFor('call.held', {
    where: (event) => event.call === call && event.by === 'operator',
  });
  await first.ear.expect({ hears: [holdDrone], lacks: [operatorTone] });
  await position.ear.expect({ hears: [tones.second], lacks: [tones.caller] });

  await position.command('call.hangUp', { call: other });
  expect(await second.ended()).toBe('peer');
  await position.command('call.resume', { call });
  await bothHear(first, position);
});

test('DTMF arrives, each digit once and in order', async ({ centre }) => {
  needs(centre, 'digits');
  const { position, caller, call } = await answeredCall(centre);
  expect(await position.command('call.dtmf', { call, digits: '1590*#' })).toMatchObject({ ok: true });
  await position.log.waitFor('call.dtmfSent');
  await caller.waitForDigits('1590*#');
  await bothHear(caller, position);
});

test('the caller hangs up: the call ends on the screen, and it is not a missed one', async ({ centre }) => {
  const { position, caller, call } = await answeredCall(centre);
  // Past the first moments, in which it would count as broken.
  await position.log.waitFor('quality', { where: (event) => event.call === call });
  await caller.ear.expect({ hears: [operatorTone] }, { forMs: 2000 });
  await caller.hangUp();
  await position.log.waitFor('call.ended', { where: (event) => event.call === call && event.by === 'peer' });
  expect(position.log.all('call.brokeAfterAnswer')).toEqual([]);
});

test('the operator dials out and both hear each other', async ({ centre }) => {
  const position = await centre.headless(1);
  const answerer = await centre.answerer({ atOnce: false });
  expect(await position.command('call.dial', { target: '+4722334455' })).toMatchObject({ ok: true });
  await answerer.called();
  await position.log.waitFor('call.progress', { where: (event) => event.status === 180 });
  await answerer.answer();
  await position.log.waitFor('call.connected');
  await bothHear(answerer, position);
  await answerer.hangUp();
  await position.log.waitFor('call.ended', { where: (event) => event.by === 'peer' });
});
