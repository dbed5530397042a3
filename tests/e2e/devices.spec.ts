import { strokes, untilStrokes } from '../support/audio/strokes.ts';
import { meets } from '../support/audio/ear.ts';
import type { Ear } from '../support/audio/ear.ts';
import { picture } from '../support/position/picture.ts';
import type { Console } from '../support/position/console.ts';
import { bothHear, expect, test, tones, voiceOf } from './fixtures.ts';
import type { Centre } from './fixtures.ts';
import { alerts, answeredCall, chooseDevice, hangUp } from './on-screen.ts';

/** Each kind of sound where it belongs and nowhere else, heard at the devices of the real console. */

const ringTones = [880, 1175];
const tickTone = 1400;
const alarmTones = [1480, 1109, 740];
const warningTones = [622, 466];
const testTones = [523, 659, 784];

/** Talk in the headset, ring on the loudspeaker. */
async function deskWithDevices(centre: Centre): Promise<Console> {
  const desk = await centre.console(1);
  await chooseDevice(desk, 'talk', 'Headset');
  await chooseDevice(desk, 'ring', 'Speaker');
  // The tones at the start of a shift are over.
  await Promise.all(
    [desk.sound.headset, desk.sound.speaker].map((ear) => ear.expect({ lacks: testTones }, { forMs: 2000 })),
  );
  return desk;
}

/** One device gives these strokes, and the other none of them meanwhile. */
async function heardOnly(
  on: Ear,
  not: Ear,
  pitches: readonly number[],
  act?: () => Promise<unknown>,
): Promise<void> {
  // What was played there before has died away, in the recording too.
  await not.expect({ lacks: pitches });
  const [heard, quiet] = [on.mark, not.mark];
  await act?.();
  for (const hz of pitches) await untilStrokes(on, hz, undefined, { mark: heard });
  for (const hz of pitches) expect(strokes(not.since(quiet), hz), `${hz} Hz elsewhere`).toEqual([]);
}

test('trying: a tone on the device that it is for, the own voice in the headset', async ({ centre }) => {
  const desk = await deskWithDevices(centre);
  const { headset, speaker } = desk.sound;
  await desk.window.getByRole('button', { name: 'Lydvalg' }).click();
  const press = (name: string) => desk.window.getByRole('button', { name }).click();
  await heardOnly(headset, speaker, testTones, () => press('Prøv tale'));
  await desk.log.waitFor('device.tested', { where: ({ use }) => use === 'talk' });
  await heardOnly(speaker, headset, testTones, () => press('Prøv ringetone'));
  await desk.log.waitFor('device.tested', { where: ({ use }) => use === 'ring' });
  await press('Prøv stemmen');
  const phase = (wanted: 'recording' | 'playing' | 'done') =>
    desk.log.waitFor('device.tested', {
      where: (event) => event.use === 'microphone' && event.phase === wanted,
    });
  await phase('recording');
  const mark = headset.mark;
  await phase('playing');
  // What is said is not heard while it is said.
  expect(meets(headset.since(mark), { lacks: [voiceOf(1)] })).toBe(true);
  await Promise.all([headset.expect({ hears: [voiceOf(1)] }), speaker.expect({ lacks: [voiceOf(1)] })]);
  await phase('done');
  await headset.expect({ lacks: [voiceOf(1)] });
});

test('while one talks: the voice in the headset, a tick for who waits on the loudspeaker, and no ring', async ({
  centre,
}) => {
  const { desk } = await answeredCall(centre, await deskWithDevices(centre));
  const { headset, speaker } = desk.sound;
  await speaker.expect({ lacks: [tones.caller] });
  const [heard, quiet] = [speaker.mark, headset.mark];
  const second = await centre.caller({ sound: tones.second });
  await desk.log.waitFor('ring', { where: (event) => event.on && event.sound === 'tick' });
  // Two, close together, and then a while nothing.
  const twice = (at: readonly number[]): boolean =>
    at.some((moment, index) => Math.abs((at[index + 1] ?? 0) - moment - 140) < 60);
  await untilStrokes(speaker, tickTone, twice, { mark: heard });
  await speaker.expect({ lacks: [...ringTones, tones.caller, tones.second] }, { forMs: 2000 });
  expect(strokes(headset.since(quiet), tickTone)).toEqual([]);
  // Nobody is talked to any more: now it rings.
  await hangUp(desk).click();
  await headset.expect({ lacks: [tones.caller] });
  await heardOnly(speaker, headset, ringTones);
  await second.hangUp();
});

test('nobody is ready: the alarm on the loudspeaker, not in the headset', async ({ centre }) => {
  const desk = await deskWithDevices(centre);
  await desk.window.keyboard.press('F9');
  await desk.window.getByRole('button', { name: /^Ta pause likevel/ }).click();
  await desk.log.waitFor('paused');
  const { headset, speaker } = desk.sound;
  await heardOnly(speaker, headset, alarmTones, () => centre.caller());
  await expect(desk.window.getByRole('region', { name: 'Kø', exact: true })).toContainText('Ingen er ledig');
  await picture(desk.window, 'nobody-ready');
});

test('an alarm of the first rank: a warning on the loudspeaker, not in the headset, until it is acknowledged', async ({
  centre,
}) => {
  const desk = await deskWithDevices(centre);
  const { headset, speaker } = desk.sound;
  await heardOnly(speaker, headset, warningTones, () => desk.sound.unplugMicrophone());
  await expect(alerts(desk)).toContainText('Ingen mikrofon: du blir ikke hørt.');
  await desk.window.keyboard.press('F11');
  await desk.log.waitFor('alarm.acknowledged');
  // Longer than its pause.
  await speaker.expect({ lacks: warningTones }, { forMs: 5400 });
});

test('the headset is unplugged in a call and back: the loudspeaker takes over, said in words, and gives back', async ({
  centre,
}) => {
  const { desk, caller } = await answeredCall(centre, await deskWithDevices(centre));
  const { speaker } = desk.sound;
  await desk.sound.unplug('headset');
  await desk.log.waitFor('device.fellBack', {
    where: (event) => event.use === 'talk' && event.to === 'Speaker',
  });
  await Promise.all([
    speaker.expect({ hears: [tones.caller], lacks: [voiceOf(1)] }),
    caller.ear.expect({ hears: [voiceOf(1)] }),
  ]);
  const words = 'Valgt lydenhet for tale er borte. Talen går nå i Speaker.';
  await expect(alerts(desk)).toContainText(words);
  await picture(desk.window, 'headset-unplugged');
  await desk.sound.plug('headset');
  await desk.log.waitFor('device.back', { where: (event) => event.use === 'talk' });
  await bothHear(caller, desk);
  await speaker.expect({ lacks: [tones.caller] });
  await expect(alerts(desk)).not.toContainText(words);
  expect(desk.log.all('call.ended')).toEqual([]);
});

test('in a call the operator chooses between two headsets of one name, and takes the loudspeaker', async ({
  centre,
}) => {
  const { desk, caller } = await answeredCall(centre);
  const from = desk.log.mark;
  await desk.sound.plug('twin');
  await desk.log.waitFor('device.appeared', { from, where: ({ device }) => device.kind === 'output' });
  const list = desk.window.getByRole('combobox', { name: 'Tale i' });
  const ids = await list
    .locator('option')
    .filter({ hasText: /^Headset / })
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(new Set(ids).size).toBe(2);
  const { headset, twin, speaker } = desk.sound;
  /** Longer than a device that was left goes on with what it has been given. */
  const only = async (ear: Ear): Promise<Ear> => {
    const others = [headset, twin, speaker].filter((one) => one !== ear);
    await Promise.all([
      ear.expect({ hears: [tones.caller], lacks: [voiceOf(1)] }, { forMs: 1000 }),
      ...others.map((one) => one.expect({ lacks: [tones.caller] }, { forMs: 1000 })),
    ]);
    return ear;
  };
  /** Whichever of the two the choice stands for. */
  const takes = async (id = ''): Promise<Ear> => {
    await chooseDevice(desk, 'talk', { id });
    return Promise.any([only(headset), only(twin)]);
  };
  const [one, other] = [await takes(ids[0]), await takes(ids[1])];
  expect(one).not.toBe(other);
  await chooseDevice(desk, 'talk', 'Speaker');
  await only(speaker);
  expect(await takes(ids[0])).toBe(one);
  await caller.ear.expect({ hears: [voiceOf(1)] });
});
