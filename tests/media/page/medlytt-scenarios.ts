import { assert, bothHear, caller, farHearsSilence, operator, received, secondCaller } from './check.ts';
import { watchContexts } from './contexts.ts';
import { host } from './host.ts';
import { openLab, ringIn, talk, type Lab } from './lab.ts';

/** Who wears the second headset: a tone (Hz) apart from everybody else's. */
const mentor = 1950;
// One line of the hold sound, and one of the emergency ring.
const drone = 330;
const ring = 880;

/** A position with a second headset; `chosen`: to be heard by. Its microphone is there once somebody speaks into it. */
async function openBeside({ chosen = true } = {}): Promise<Lab> {
  await host.plug('second');
  const lab = await openLab();
  if (chosen) await lab.audio.select('medlytt', lab.device('SecondHeadset'));
  return lab;
}

async function speakBeside(): Promise<void> {
  await host.sayBeside(mentor);
  await host.plugSecondMicrophone();
}

/** The operator's ear and the loudspeaker get what they always get. */
async function othersHear(hz: number): Promise<void> {
  await host.expectOutput('headset', { hears: [hz], lacks: [operator, mentor] });
  await host.expectOutput('speaker', { lacks: [hz, operator, mentor] });
}

export const medlyttScenarios = {
  async 'a second headset hears both ends of the calls, and nobody who is not in them'() {
    await host.say(operator);
    await speakBeside();
    const { audio, device } = await openBeside();
    await audio.select('medlyttMicrophone', device('SecondMic'));
    await host.expectOutput('second', { lacks: [operator, mentor] }, 1000);
    const first = await talk(audio, caller);
    await host.expectOutput('second', { hears: [caller, operator], lacks: [mentor] }, 800);
    await othersHear(caller);
    // Muted: the caller alone.
    first.peer.send('silence');
    await host.expectOutput('second', { hears: [caller], lacks: [operator, mentor] }, 800);
    // Held, while another one calls: neither he nor what is kept from all calls, and no ring.
    first.peer.send('hold');
    first.peer.hear(false);
    const second = await ringIn(audio, secondCaller);
    audio.ring({ kind: 'ring', name: 'emergency' });
    await host.expectStroke('speaker', ring);
    await host.expectOutput('second', { lacks: [caller, secondCaller, operator, drone, ring] }, 2000);
    audio.ring({ kind: 'none' });
    second.peer.send('microphone');
    second.peer.hear(true);
    await host.expectOutput('second', { hears: [secondCaller, operator], lacks: [caller, drone] }, 800);
    first.peer.hear(true);
    await host.expectOutput('second', { hears: [caller, secondCaller, operator] }, 800);
    // The voice goes on while one call at least gets it, and ends with the last.
    first.end();
    await host.expectOutput('second', { hears: [secondCaller, operator], lacks: [caller] });
    second.end();
    await host.expectOutput('second', { lacks: [secondCaller, operator] }, 1000);
  },

  async 'calls that were there before it are heard in a second headset too'() {
    await host.say(operator);
    const { audio, device } = await openBeside({ chosen: false });
    const call = await talk(audio, caller);
    const quiet = await ringIn(audio, secondCaller);
    await bothHear(call, caller);
    await audio.select('medlytt', device('SecondHeadset'));
    await host.expectOutput('second', { hears: [caller, operator], lacks: [secondCaller] }, 800);
    quiet.peer.hear(true);
    await host.expectOutput('second', { hears: [caller, operator, secondCaller] });
    quiet.end();
    call.end();
    const heard = host.expectStroke('second', 659.3);
    await audio.test('medlytt').done;
    await heard;
    await audio.select('medlytt', undefined);
    const refused: unknown = await audio.test('medlytt').done.catch((error: unknown) => error);
    assert((refused as { code?: string }).code === 'device.inaudible', `without one: ${String(refused)}`);
  },

  async 'a second headset that is not chosen has no context, and leaves none'() {
    const contexts = watchContexts();
    await host.say(operator);
    const { audio, device, told } = await openBeside({ chosen: false });
    const second = device('SecondHeadset');
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    await host.expectOutput('second', { lacks: [caller, operator] }, 1000);
    assert(contexts.on(second.id) === 0, 'a context for a device that was not chosen');
    for (let round = 0; round < 100; round++) {
      await audio.select('medlytt', second);
      await audio.select('medlytt', undefined);
    }
    assert(contexts.on(second.id) === 0, `${contexts.on(second.id)} contexts are left`);
    await host.expectOutput('second', { lacks: [caller, operator] }, 1000);
    await audio.select('medlytt', second);
    await host.expectOutput('second', { hears: [caller, operator] });
    assert(contexts.on(second.id) === 1, `${contexts.on(second.id)} contexts`);
    await bothHear(call, caller);
    call.end();
    await audio.close();
    assert(contexts.on(second.id) === 0, 'a context outlives the position');
    assert(told.count('fellBack') === 0 && told.count('back') === 0, 'something was told');
    return audio.counts();
  },

  async 'a second microphone goes with the operator’s, or is open or shut by itself'() {
    await host.say(operator);
    await speakBeside();
    const { audio, device } = await openBeside();
    const call = await talk(audio, caller);
    const { ear } = call.far;
    await bothHear(call, caller);
    await ear.expect({ hears: [operator], lacks: [mentor] }, { forMs: 800 });
    await audio.select('medlyttMicrophone', device('SecondMic'));
    await ear.expect({ hears: [operator, mentor], lacks: [caller] });
    // Muted together.
    call.peer.send('silence');
    await ear.expect({ lacks: [operator, mentor] });
    await farHearsSilence(call);
    // By itself: open, whatever the operator's is.
    audio.secondVoice('open');
    await ear.expect({ hears: [mentor], lacks: [operator] }, { forMs: 800 });
    call.peer.send('microphone');
    await ear.expect({ hears: [mentor, operator] });
    // By itself: shut.
    audio.secondVoice('muted');
    await ear.expect({ hears: [operator], lacks: [mentor] }, { forMs: 800 });
    call.peer.send('silence');
    await ear.expect({ lacks: [operator, mentor] });
    await farHearsSilence(call);
    // Who is held hears the hold sound and nobody.
    for (const voice of ['open', 'shared'] as const) {
      audio.secondVoice(voice);
      call.peer.send('hold');
      await ear.expect({ hears: [drone], lacks: [operator, mentor] }, { forMs: 800 });
    }
    call.peer.send('microphone');
    await ear.expect({ hears: [operator, mentor], lacks: [drone] });
    await audio.select('medlyttMicrophone', undefined);
    await ear.expect({ hears: [operator], lacks: [mentor] }, { forMs: 800 });
    await host.expectOutput('second', { hears: [caller, operator], lacks: [mentor] });
  },

  async 'a second microphone says nothing to a call that was not answered, and is heard in one that begins muted'() {
    await host.say(operator);
    await speakBeside();
    const { audio, device } = await openBeside({ chosen: false });
    audio.secondVoice('open');
    await audio.select('medlyttMicrophone', device('SecondMic'));
    const call = await ringIn(audio, caller);
    await call.far.up();
    call.far.forget();
    await host.expectOutput('headset', { lacks: [caller] }, 1000);
    audio.secondVoice('muted');
    audio.secondVoice('open');
    await host.expectOutput('headset', { lacks: [caller] }, 1000);
    assert(call.far.peak() === 0, `the far end heard something: ${call.far.peak()}`);
    assert((await received(call)) === 0, 'packets were sent before the press');
    call.peer.send('silence');
    call.peer.hear(true);
    await call.far.ear.expect({ hears: [mentor], lacks: [operator] }, { forMs: 800 });
  },

  async 'a second microphone unplugged in a call is told, and no other one is sent in its place'() {
    await speakBeside();
    const { audio, device, told } = await openBeside();
    await audio.select('medlyttMicrophone', device('SecondMic'));
    audio.secondVoice('open');
    const call = await talk(audio, caller);
    await call.far.ear.expect({ hears: [mentor], lacks: [operator] });
    // The operator speaks from here on, muted: by a second capture of his microphone he would be heard.
    call.peer.send('silence');
    await host.say(operator);
    const states = told.count('microphone');
    const from = told.all.length;
    await host.unplugSecondMicrophone();
    await told.next(['fellBack', 'medlyttMicrophone', ''], { from });
    await call.far.ear.expect({ lacks: [operator, mentor] });
    await farHearsSilence(call);
    call.peer.send('microphone');
    await bothHear(call, caller);
    await host.plugSecondMicrophone();
    await told.next(['back', 'medlyttMicrophone'], { from });
    await call.far.ear.expect({ hears: [operator, mentor] });
    assert(told.count('microphone') === states, 'told as the operator’s microphone');
    assert(told.count('fellBack') === 1, `told ${told.count('fellBack')} times`);
  },

  async 'a second headset unplugged in a call: silent, and no other device in its place'() {
    await host.say(operator);
    const { told, audio } = await openBeside();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    await host.expectOutput('second', { hears: [caller, operator] });
    const from = told.all.length;
    await host.unplug('second');
    await told.next(['fellBack', 'medlytt', ''], { from });
    await othersHear(caller);
    await host.expectOutput('headset', { lacks: [operator] }, 1000);
    await host.expectOutput('speaker', { lacks: [caller, operator] }, 1000);
    await bothHear(call, caller);
    await host.plug('second');
    await told.next(['back', 'medlytt'], { from });
    await host.expectOutput('second', { hears: [caller, operator] });
    await othersHear(caller);
    assert(told.count('fellBack') === 1, `told ${told.count('fellBack')} times`);
    assert(call.far.renegotiations() === 0, 'the call noticed');
  },
};
