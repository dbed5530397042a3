import type { Event } from '@samband/telephony/contract';
import { startBaresip } from '../support/callers/baresip.ts';
import { sentences, speak } from '../support/callers/voice.ts';
import { likeness, sameSentence } from '../support/audio/speech.ts';
import { bothHear, expect, needs, test, tones, voiceOf } from './fixtures.ts';

const from =
  (number: string) =>
  (event: Event<'call.waiting'>): boolean =>
    event.caller.number === number;

test('three positions: one answers, the two others see "answered elsewhere" and never a missed call', async ({
  centre,
}) => {
  const positions = await Promise.all([1, 2, 3].map((position) => centre.headless(position)));
  const [first, second, third] = positions as [
    (typeof positions)[0],
    (typeof positions)[0],
    (typeof positions)[0],
  ];
  const caller = await centre.caller();
  const rows = await Promise.all(
    positions.map(({ log }) => log.waitFor('call.waiting', { where: from(caller.number) })),
  );
  const call = rows[0]?.call;
  expect(rows.map((row) => row.call)).toEqual([call, call, call]);

  expect(await second.command('queue.answerNext', {})).toMatchObject({ ok: true });
  await second.log.waitFor('call.answered', { where: (event) => event.call === call });
  await bothHear(caller, second, { operatorTone: voiceOf(2) });
  for (const other of [first, third]) {
    await other.log.waitFor('call.answeredElsewhere', { where: (event) => event.call === call });
    await other.ear.expect({ lacks: [tones.caller] });
  }

  await second.command('call.hangUp', { call: call ?? '' });
  expect(await caller.ended()).toBe('peer');
  await second.log.waitFor('call.ended', {
    where: (event) => event.call === call && event.by === 'operator',
  });
  for (const { log } of positions) {
    // One row, however many edges offered it …
    expect(log.all('call.waiting', from(caller.number))).toHaveLength(1);
    // … and nobody has anything to call back.
    expect(log.all('call.abandoned')).toEqual([]);
    expect(log.all('call.brokeAfterAnswer')).toEqual([]);
  }
});

test('a late position gets the waiting call', async ({ centre }) => {
  const early = await centre.headless(1);
  const caller = await centre.caller();
  await early.log.waitFor('call.waiting', { where: from(caller.number) });
  const late = await centre.headless(2);
  const { call = '', since } = await late.log.waitFor('call.waiting', { where: from(caller.number) });
  // The wait counts from the moment the call came in, not from when the late one saw it.
  const [seen] = early.log.all('call.waiting', from(caller.number));
  expect(Math.abs(since - (seen?.since ?? 0))).toBeLessThan(1500);
  await late.command('queue.answer', { call });
  await bothHear(caller, late, { operatorTone: voiceOf(2) });
  await early.log.waitFor('call.answeredElsewhere', { where: (event) => event.call === call });
});

test('nobody is ready: the caller waits in line; the first to become ready gets it', async ({ centre }) => {
  const position = await centre.headless(1, { ready: false });
  const caller = await centre.caller();
  if (centre.can('announcement')) await caller.answered();
  else await caller.ringing();
  await position.command('position.ready', {});
  const { call = '' } = await position.log.waitFor('call.waiting', { where: from(caller.number) });
  await position.command('queue.answer', { call });
  await bothHear(caller, position);
});

test('nobody is ready for a while: the call rings with an alarm at those who are signed in', async ({
  centre,
}) => {
  needs(centre, 'unattended');
  const position = await centre.headless(1);
  await position.command('position.pause', { confirmed: true });
  await position.log.waitFor('paused');
  const caller = await centre.caller();
  const { call = '' } = await position.log.waitFor('call.waiting', {
    where: (event) => event.caller.number === caller.number && event.unattended,
    withinMs: 60_000,
  });
  await position.command('queue.answer', { call });
  await bothHear(caller, position);
});

test('the queue is in order: the longest wait first', async ({ centre }) => {
  const position = await centre.headless(1);
  const callers = [];
  for (const sound of [tones.caller, tones.second, tones.third]) {
    const caller = await centre.caller({ sound });
    await position.log.waitFor('call.waiting', { where: from(caller.number) });
    callers.push(caller);
  }
  for (const caller of callers) {
    const mark = position.log.mark;
    await position.command('queue.answerNext', {});
    const { call = '' } = await position.log.waitFor('call.answered', { from: mark });
    await caller.ear.expect({ hears: [voiceOf(1)] });
    const [row] = position.log.all('call.waiting', (event) => event.call === call);
    expect(row?.caller.number).toBe(caller.number);
    await position.command('call.hangUp', { call });
    expect(await caller.ended()).toBe('peer');
  }
});

test('a call is hidden here, rings on elsewhere, and returns when nobody else has it', async ({ centre }) => {
  // Hidden is hidden until the wait is late at the latest: soon, here.
  const queues = centre.site.queues.map((queue) => ({ ...queue, limit: '4 s' }));
  const here = await centre.headless(1, { site: { ...centre.site, queues } });
  const there = await centre.headless(2);
  const caller = await centre.caller();
  const { call = '' } = await here.log.waitFor('call.waiting', { where: from(caller.number) });
  await there.log.waitFor('call.waiting', { where: from(caller.number) });
  await here.command('queue.hide', { call });
  await here.log.waitFor('call.hidden', { where: (event) => event.call === call });
  await here.log.waitFor('call.unhidden', { where: (event) => event.call === call, withinMs: 60_000 });
  await here.command('queue.answer', { call });
  await bothHear(caller, here);
  await there.log.waitFor('call.answeredElsewhere', { where: (event) => event.call === call });
});

test('pause as the last ready position is refused until it is confirmed', async ({ centre }) => {
  const position = await centre.headless(1);
  const refused = await position.command('position.pause', {});
  expect(refused).toMatchObject({ ok: false });
  expect(position.log.all('paused')).toEqual([]);
  expect(await position.command('position.pause', { confirmed: true })).toMatchObject({ ok: true });
  await position.log.waitFor('paused');
  await position.log.waitFor('unregistered', {
    where: (event) => event.aor === `sip:113@${centre.domain}`,
  });
  expect(await centre.registrations('113')).toBe(0);
  expect(await centre.registrations('pos1')).toBe(1);
});

test('speech: a baresip caller and the operator each hear the sentence of the other', async ({ centre }) => {
  needs(centre, 'telephones');
  const position = await centre.headless(1);
  const voice = await speak(sentences.caller);
  const caller = await startBaresip(centre.trunk, { from: centre.number(), voice });
  centre.defer(() => caller.close());
  await position.log.waitFor('call.waiting');
  await position.command('queue.answerNext', {});
  await position.log.waitFor('call.answered');
  const mark = position.ear.mark;
  await caller.ear.expect({ hears: [voiceOf(1)] });
  await expect
    .poll(() => likeness(voice, position.ear.since(mark)), { timeout: 30_000, intervals: [1000] })
    .toBeGreaterThan(sameSentence);
});

test('the mutants: swapped, muted and looped back calls are refused by the proof of sound', async ({
  centre,
}) => {
  const position = await centre.headless(1);
  const caller = await centre.caller();
  await position.log.waitFor('call.waiting', { where: from(caller.number) });
  await position.command('queue.answerNext', {});
  await bothHear(caller, position);

  const swapped = { callerTone: tones.operator[0], operatorTone: tones.caller, withinMs: 2000 };
  await expect(bothHear(caller, position, swapped)).rejects.toThrow('Hz was not heard');

  await position.say(null);
  // What was on its way has been heard.
  await caller.ear.expect({ lacks: [voiceOf(1)] });
  await expect(bothHear(caller, position, { withinMs: 2000 })).rejects.toThrow('1550 Hz was not heard');

  // Looped back: what comes to the operator is the operator's own voice.
  await position.say(voiceOf(1));
  caller.play(voiceOf(1));
  await position.ear.expect({ hears: [voiceOf(1)] });
  await expect(bothHear(caller, position, { withinMs: 2000 })).rejects.toThrow('1550 Hz was heard');
});
