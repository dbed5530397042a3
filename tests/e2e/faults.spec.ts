import type { Locator } from '@playwright/test';
import { untilStrokes } from '../support/audio/strokes.ts';
import { picture } from '../support/position/picture.ts';
import type { Console } from '../support/position/console.ts';
import { bothHear, expect, registered, test, tones, voiceOf } from './fixtures.ts';
import {
  alertLine,
  alerts,
  answeredCall,
  answerOnScreen,
  chooseDevice,
  hangUp,
  waitingCall,
} from './on-screen.ts';

/** Faults in a call, as the operator meets them: what is said, that both go on talking, and that the words go with the fault. */

const lamp = ({ window }: Console, name: string): Locator =>
  window.getByRole('banner').getByRole('listitem').filter({ hasText: name });
const unanswered = ({ window }: Console): Locator => window.getByRole('region', { name: 'Ubesvarte' });

test('an edge dies, then the other: lamps and words, the call goes on, and who called meanwhile is listed', async ({
  centre,
}) => {
  const { desk, caller, call } = await answeredCall(centre);
  const waiting = await centre.caller({ sound: tones.second });
  const second = await waitingCall(desk, waiting.number);
  for (const name of ['Sentral A', 'Sentral B'])
    await expect(lamp(desk, name)).toHaveAttribute('data-tone', 'ok');

  await centre.exchange.killPart('edge-b');
  await desk.log.waitFor('edge.lost', { where: (event) => event.edge === 'B' });
  await expect(lamp(desk, 'Sentral B')).toHaveAttribute('data-tone', /warn|bad/);
  await expect(lamp(desk, 'Sentral A')).toHaveAttribute('data-tone', 'ok');
  await expect(alerts(desk)).toContainText('Anrop kommer over den andre.');
  await picture(desk.window, 'one-edge-lost');
  await bothHear(caller, desk);

  await centre.exchange.killPart('edge-a');
  await desk.log.waitFor('outage.began');
  for (const name of ['Sentral A', 'Sentral B'])
    await expect(lamp(desk, name)).toHaveAttribute('data-tone', /warn|bad/);
  await expect(alerts(desk)).toContainText('Begge sentralforbindelser er borte siden');
  await expect(alerts(desk)).toContainText('Samtaler som er i gang, går videre.');
  await picture(desk.window, 'both-edges-lost');
  await bothHear(caller, desk);

  await waiting.hangUp();
  const from = desk.log.mark;
  await Promise.all([centre.exchange.startPart('edge-a'), centre.exchange.startPart('edge-b')]);
  await desk.log.waitFor('outage.ended', {
    from,
    where: (event) => event.possiblyMissed.some((missed) => missed.call === second),
    withinMs: 60_000,
  });
  await expect(unanswered(desk)).toContainText('kan ha mistet anropet');
  await picture(desk.window, 'possibly-missed');
  for (const name of ['Sentral A', 'Sentral B'])
    await expect(lamp(desk, name)).toHaveAttribute('data-tone', 'ok', { timeout: 60_000 });
  await expect(alerts(desk)).not.toContainText('sentralforbindelser');
  await bothHear(caller, desk);
  await hangUp(desk).click();
  await desk.log.waitFor('call.ended', { where: (event) => event.call === call });
  expect(await caller.ended()).toBe('peer');
});

test('neither hears the other: said for each direction, and unsaid when the sound is back', async ({
  centre,
}) => {
  const { desk, caller } = await answeredCall(centre);
  const card = desk.window.locator('article[data-current="true"]');
  caller.play(null);
  await desk.sound.say(null);
  await desk.log.waitFor('audio.silent', { where: (event) => event.direction === 'heard' });
  await expect(card).toContainText('Du hører ingenting');
  await desk.log.waitFor('audio.silent', { where: (event) => event.direction === 'beingHeard' });
  await expect(card).toContainText('Du blir ikke hørt');
  await picture(desk.window, 'silent-both-ways');
  caller.play(tones.caller);
  await desk.sound.say(voiceOf(1));
  await bothHear(caller, desk);
  for (const direction of ['heard', 'beingHeard'])
    await desk.log.waitFor('audio.back', { where: (event) => event.direction === direction });
  await expect(card).not.toContainText(/Du hører ingenting|Du blir ikke hørt/);
});

test('speaking while muted is said until the microphone is open', async ({ centre }) => {
  const { desk, caller } = await answeredCall(centre);
  const card = desk.window.locator('article[data-current="true"]');
  await desk.window.keyboard.press('F2');
  await desk.log.waitFor('alarm.raised', { where: ({ alarm }) => alarm.kind === 'mutedSpeaking' });
  await expect(card).toContainText('Du snakker med mikrofonen dempet');
  await expect(alertLine(desk)).toContainText('Du snakker med mikrofonen dempet');
  await picture(desk.window, 'muted-while-speaking');
  await desk.window.keyboard.press('F2');
  await bothHear(caller, desk);
  await expect(card).not.toContainText('dempet');
  await expect(alerts(desk)).not.toContainText('dempet');
});

test('the microphone is refused: said with what to do; allowed again, one press opens it', async ({
  centre,
}) => {
  const { desk, caller } = await answeredCall(centre);
  const engine = await desk.position.engineWindow();
  await engine.evaluate(() => {
    const media = navigator.mediaDevices;
    const ask = media.getUserMedia.bind(media);
    Object.assign(globalThis, { allow: () => Object.assign(media, { getUserMedia: ask }) });
    const refuse = () => Promise.reject(new DOMException('told so by the test', 'NotAllowedError'));
    Object.assign(media, { getUserMedia: refuse });
  });
  await desk.sound.unplugMicrophone();
  await desk.log.waitFor('microphone', {
    where: (event) => event.state !== 'open' && event.state !== 'opening',
  });
  await desk.sound.plugMicrophone();
  await desk.log.waitFor('microphone', { where: (event) => event.state === 'refused' });
  await expect(alerts(desk)).toContainText('Mikrofonen er sperret for programmet: du blir ikke hørt.');
  await desk.ear.expect({ hears: [tones.caller] });
  await picture(desk.window, 'microphone-refused');
  await engine.evaluate(() => (globalThis as unknown as { allow(): void }).allow());
  await alerts(desk).getByRole('button', { name: 'Prøv mikrofonen igjen' }).click();
  await bothHear(caller, desk);
  await expect(alerts(desk)).not.toContainText('sperret');
});

test('no device gives a sound: a call that rings unheard is said, and that it is heard again', async ({
  centre,
}) => {
  const desk = await centre.console(1);
  await chooseDevice(desk, 'ring', 'Speaker');
  await desk.sound.freeze(true);
  const caller = await centre.caller();
  await desk.log.waitFor('ring', { where: (event) => event.failed === true, withinMs: 60_000 });
  await expect(alerts(desk)).toContainText('Ringelyden virker ikke. Følg med på køen');
  await picture(desk.window, 'ring-not-heard');
  const from = desk.log.mark;
  await desk.sound.freeze(false);
  await desk.log.waitFor('device.back', { from, where: (event) => event.use === 'ring' });
  await untilStrokes(desk.sound.speaker, 880);
  await expect(alerts(desk)).not.toContainText('Ringelyden');
  await answerOnScreen(desk, caller.number);
  await bothHear(caller, desk);
});

test('the engine dies and another cannot come yet: the old picture is marked; then the call is taken back in words', async ({
  centre,
}) => {
  const { desk, caller, call } = await answeredCall(centre);
  const { app } = desk.position;
  await app.evaluate(({ BrowserWindow }) => {
    const { loadURL } = BrowserWindow.prototype;
    const held = new Promise<void>((resolve) => Object.assign(globalThis, { goOn: resolve }));
    BrowserWindow.prototype.loadURL = async function (this: Electron.BrowserWindow, ...given) {
      if (given[0].startsWith('app://engine')) await held;
      return loadURL.apply(this, given);
    };
  });
  const [from, asterisk] = [desk.log.mark, await pidOfAsterisk(centre.exchange)];
  process.kill(await desk.pidOf('engine'), 'SIGKILL');
  await expect(alerts(desk)).toContainText('Henter tilbake telefonien');
  await expect(desk.window.getByRole('region', { name: 'Kø', exact: true })).toContainText('Ukjent');
  await picture(desk.window, 'engine-gone');

  // The exchange takes its time, so that there is something to see.
  process.kill(-asterisk, 'SIGSTOP');
  centre.defer(() => process.kill(-asterisk, 'SIGCONT'));
  await app.evaluate(() => (globalThis as unknown as { goOn(): void }).goOn());
  await desk.log.waitFor('call.recovering', { from, where: (event) => event.call === call });
  await expect(desk.window.getByRole('region', { name: 'Samtale' })).toContainText('Henter tilbake samtalen');
  await picture(desk.window, 'call-being-taken-back');
  process.kill(-asterisk, 'SIGCONT');
  await desk.log.waitFor('call.recovered', { from, where: (event) => event.call === call });
  await bothHear(caller, desk);
  await expect(alerts(desk)).not.toContainText('Henter tilbake');
  await registered(desk, centre.site, 1);
});

/** Of its process group. */
async function pidOfAsterisk(exchange: {
  status(): Promise<{ part: string; pid: number | null }[]>;
}): Promise<number> {
  const pid = (await exchange.status()).find(({ part }) => part === 'asterisk')?.pid;
  if (!pid) throw new Error('no Asterisk');
  return pid;
}
