import { loudness } from '../support/audio/tone.ts';
import { likeness, sameSentence } from '../support/audio/speech.ts';
import { startBaresip } from '../support/callers/baresip.ts';
import { repeated, sentences, speak } from '../support/callers/voice.ts';
import { waitUntilLive } from '../support/electron.ts';
import { meets } from '../support/audio/ear.ts';
import type { Ear } from '../support/audio/ear.ts';
import { picture } from '../support/position/picture.ts';
import { bothHear, expect, test, tones, voiceOf } from './fixtures.ts';
import { answerOnScreen, answeredCall, chooseDevice, hangUp } from './on-screen.ts';

const operatorTone = voiceOf(1);

test('one position: a caller dials 113, one press answers, and both hear the sentence of the other', async ({
  centre,
}) => {
  const desk = await centre.console(1);
  const [voice, operator] = [await speak(sentences.caller), await speak(sentences.operator, 80)];
  await desk.sound.say(repeated(operator, 60));
  const number = centre.number();
  const caller = await startBaresip(centre.trunk, { from: number, voice });
  centre.defer(() => caller.close());
  await answerOnScreen(desk, number);
  const patient = { timeout: 30_000, intervals: [1000] };
  const [heardBy, heardFrom] = [desk.ear.mark, caller.ear.mark];
  await expect.poll(() => likeness(voice, desk.ear.since(heardBy)), patient).toBeGreaterThan(sameSentence);
  await expect
    .poll(() => likeness(operator, caller.ear.since(heardFrom)), patient)
    .toBeGreaterThan(sameSentence);
  // Neither hears itself.
  expect(likeness(operator, desk.ear.since(heardBy))).toBeLessThan(sameSentence);
  expect(likeness(voice, caller.ear.since(heardFrom))).toBeLessThan(sameSentence);

  await expect(desk.window.getByRole('region', { name: 'Samtale' })).toContainText(number.slice(-3));
  await hangUp(desk).click();
  await desk.log.waitFor('call.ended', { where: (event) => event.by === 'operator' });
  await caller.ended();
});

test('a call of a colleague leaves the screen without a trace of a missed call', async ({ centre }) => {
  const [desk, second, third] = [await centre.console(1), await centre.headless(2), await centre.headless(3)];
  const caller = await centre.caller();
  const { call = '' } = await second.log.waitFor('call.waiting');
  await desk.log.waitFor('call.waiting', { where: (event) => event.call === call });
  await second.command('queue.answer', { call });
  await bothHear(caller, second, { operatorTone: voiceOf(2) });
  for (const other of [desk, third])
    await other.log.waitFor('call.answeredElsewhere', { where: (event) => event.call === call });
  await expect(desk.window.getByRole('region', { name: 'Kø' })).toContainText('Ingen venter');
  await expect(desk.window.getByRole('region', { name: 'Ubesvarte' })).toContainText('Ingen ubesvarte anrop');
});

test('by keyboard: F1 answers', async ({ centre }) => {
  const desk = await centre.console(1);
  const caller = await centre.caller();
  await desk.log.waitFor('call.waiting');
  await desk.window.keyboard.press('F1');
  await desk.log.waitFor('call.answered');
  await bothHear(caller, desk);
});

test('a call rings where the operator wants it: on the loudspeaker, not in the headset, until it is answered', async ({
  centre,
}) => {
  const desk = await centre.console(1);
  await chooseDevice(desk, 'ring', 'Speaker');
  const caller = await centre.caller();
  await desk.log.waitFor('ring', { where: (event) => event.on && event.sound === 'emergency' });
  const mark = desk.ear.mark;
  // The two notes of the emergency ring follow each other.
  await Promise.all([
    desk.sound.speaker.expect({ hears: [880] }, { forMs: 200 }),
    desk.sound.speaker.expect({ hears: [1175] }, { forMs: 200 }),
  ]);
  expect(loudness(desk.ear.since(mark))).toBeLessThan(-80);
  await answerOnScreen(desk, caller.number);
  await desk.log.waitFor('ring', { where: (event) => !event.on });
  // Longer than the pause in the ring.
  await desk.sound.speaker.expect({ lacks: [880, 1175] }, { forMs: 2400 });
  await bothHear(caller, desk);
});

test('hold, mute, keypad and hang-up on the screen', async ({ centre }) => {
  const { desk, caller, call } = await answeredCall(centre);
  const button = (name: RegExp) => desk.window.getByRole('button', { name });
  await button(/^Demp/).click();
  await desk.log.waitFor('call.muted', { where: (event) => event.on });
  await caller.ear.expect({ lacks: [operatorTone] });
  await button(/^Demp/).click();
  await bothHear(caller, desk);

  await button(/^Vent/).click();
  await desk.log.waitFor('call.held', { where: (event) => event.call === call });
  await caller.ear.expect({ hears: [330], lacks: [operatorTone] });
  await button(/^Hent/).first().click();
  await desk.log.waitFor('call.resumed', { where: (event) => event.call === call });
  await bothHear(caller, desk);

  await button(/^Tall/).click();
  for (const key of ['Tall 1', 'Tall 5', 'Firkant'])
    await desk.window.getByRole('group', { name: 'Talltastatur' }).getByRole('button', { name: key }).click();
  await caller.waitForDigits('15#');

  await hangUp(desk).click();
  expect(await caller.ended()).toBe('peer');
});

test('a caller who gave up is called back from the list', async ({ centre }) => {
  const desk = await centre.console(1);
  const caller = await centre.caller();
  const { call = '' } = await desk.log.waitFor('call.waiting');
  await caller.hangUp();
  await desk.log.waitFor('call.abandoned', { where: (event) => event.call === call, withinMs: 30_000 });
  const answerer = await centre.answerer();
  await desk.window.getByRole('button', { name: /^Ring tilbake/ }).click();
  await answerer.called();
  expect(await answerer.messages()).toMatch(/^Priority: psap-callback/m);
  await bothHear(answerer, desk);
});

test('pause as the last ready position takes two presses', async ({ centre }) => {
  const desk = await centre.console(1);
  await desk.window.getByRole('button', { name: /^Ta pause/ }).click();
  await desk.window.getByRole('button', { name: /^Ta pause likevel/ }).click();
  await desk.log.waitFor('paused');
  await expect(desk.window.getByRole('region', { name: 'Kø' })).toContainText('Pause');
  await desk.window.getByRole('button', { name: /^Bli ledig/ }).click();
  await desk.log.waitFor('becameReady', { from: desk.log.events.findIndex(({ type }) => type === 'paused') });
});

/** The longest time without the tone, ms, in steps of 200. A loaded test machine may drop a frame; a call that stops does more. */
function longestGap(ear: Ear, mark: number, tone: number): number {
  const heard = ear.since(mark);
  let [longest, gap] = [0, 0];
  for (let at = 0; at + 1600 <= heard.length; at += 1600) {
    gap = meets(heard.subarray(at, at + 1600), { hears: [tone] }) ? 0 : gap + 200;
    longest = Math.max(longest, gap);
  }
  return longest;
}
const hiccup = 1000;

for (const [name, harm, reason] of [
  ['killed', 'SIGKILL', 'crash'],
  ['hung', 'SIGSTOP', 'hang'],
] as const)
  test(`the console window is ${name} in a call: it is back, and neither party noticed`, async ({
    centre,
  }) => {
    const { desk, caller, call } = await answeredCall(centre);
    const [from, mark, heard] = [desk.log.mark, caller.ear.mark, desk.ear.mark];
    const pid = await desk.pidOf('console');
    process.kill(pid, harm);
    await desk.log.waitFor('screen.lost', { from, where: (event) => event.reason === reason });
    await desk.log.waitFor('screen.attached', { from });
    await bothHear(caller, desk);
    expect(longestGap(caller.ear, mark, operatorTone)).toBeLessThan(hiccup);
    expect(longestGap(desk.ear, heard, tones.caller)).toBeLessThan(hiccup);
    expect(desk.log.all('engine.started')).toHaveLength(1);

    const window = await desk.currentWindow();
    await expect(window.locator('article[data-current="true"]')).toContainText(caller.number.slice(-3));
    await picture(window, `console-${name}-and-back`);
    await window.getByRole('button', { name: /^Legg på/ }).click();
    await desk.log.waitFor('call.ended', {
      where: (event) => event.call === call && event.by === 'operator',
    });
    expect(await caller.ended()).toBe('peer');
  });

for (const [name, harm, after] of [
  ['killed', 'SIGKILL', 'crash'],
  ['hung', 'SIGSTOP', 'hang'],
] as const)
  test(`the engine is ${name} in a call: the call is taken back, never hung up`, async ({ centre }) => {
    const { desk, caller, call } = await answeredCall(centre);
    const from = desk.log.mark;
    process.kill(await desk.pidOf('engine'), harm);
    await desk.log.waitFor('engine.started', {
      from,
      where: (event) => event.after === after,
      withinMs: 60_000,
    });
    await desk.log.waitFor('call.recovered', {
      from,
      where: (event) => event.call === call,
      withinMs: 60_000,
    });
    await bothHear(caller, desk);
    await waitUntilLive(desk.window);
    await hangUp(desk).click();
    expect(await caller.ended()).toBe('peer');
  });
