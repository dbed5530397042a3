import { loudness } from '../../support/audio/tone.ts';
import {
  assert,
  bothHear,
  caller,
  farHearsSilence,
  mustFail,
  operator,
  received,
  secondCaller,
} from './check.ts';
import { openFar } from './far.ts';
import { host } from './host.ts';
import { clock, openLab, openPeer, ringIn, talk } from './lab.ts';

// Lines of the hold sound's drone: there all the time.
const drone = [330, 495];

/** The quietest 200 ms of it, dB of full scale. */
function quietest(samples: Int16Array): number {
  let least = 0;
  for (let at = 0; at + 1600 <= samples.length; at += 1600)
    least = Math.min(least, loudness(samples.subarray(at, at + 1600)));
  return least;
}

export const callScenarios = {
  async 'both hear each other, each by its own tone'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    await host.expectOutput('speaker', { lacks: [caller, operator] });
    await call.told.next(['quality', 'PCMA/8000']);
  },

  async 'the check fails for sound that is muted, swapped or looped back'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    call.peer.send('silence');
    // What was said before is still on its way.
    await call.far.ear.expect({ lacks: [operator] });
    await mustFail(bothHear(call, caller, 2500), 'muted');
    call.peer.send('microphone');
    await mustFail(bothHear(call, secondCaller, 2500), 'another caller in the headset');
    call.far.loopBack();
    // As above: until the loop has come round, the headset has the sound of before.
    await host.expectOutput('headset', { hears: [operator] });
    await mustFail(bothHear(call, caller, 2500), 'looped back');
  },

  async 'a prepared answer is connected, sends no packet and plays nothing until it is told to'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await ringIn(audio, caller);
    await call.far.up();
    call.far.forget();
    await host.expectOutput('headset', { lacks: [caller, operator] }, 1000);
    assert(call.far.peak() === 0, `the far end heard something: ${call.far.peak()}`);
    assert((await received(call)) === 0, 'packets were sent before the press');
    assert(call.told.count('first') === 0, 'sound before the press was told as the first');
    call.peer.send('microphone');
    call.peer.hear(true);
    await bothHear(call, caller);
    await call.told.next(['first']);
  },

  async 'a held caller hears the hold sound and not the operator, then the operator again'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    call.peer.send('hold');
    call.peer.hear(false);
    await call.far.ear.expect({ hears: drone, lacks: [operator] }, { forMs: 200 });
    const held = call.far.ear.mark;
    // Longer than one round of the melody.
    await call.far.ear.expect({ lacks: [operator, caller] }, { forMs: 7000 });
    assert(quietest(call.far.ear.since(held)) > -45, 'the held caller met silence');
    await host.expectOutput('headset', { lacks: [caller, ...drone] }, 600);
    call.peer.send('microphone');
    call.peer.hear(true);
    assert(call.far.direction() === 'sendrecv', `resumed: the far end is ${call.far.direction()}`);
    await call.far.ear.expect({ hears: [operator], lacks: drone });
    await bothHear(call, caller);
  },

  async 'a muted operator is digital silence'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    call.peer.send('silence');
    await farHearsSilence(call);
    await host.expectOutput('headset', { hears: [caller] });
    call.peer.send('microphone');
    await bothHear(call, caller);
  },

  async 'a call that is not to be heard is silent in the headset, and two can be heard at once'() {
    await host.say(operator);
    const { audio } = await openLab();
    const first = await talk(audio, caller);
    await bothHear(first, caller);
    first.peer.hear(false);
    first.peer.send('hold');
    const second = await talk(audio, secondCaller);
    await bothHear(second, secondCaller);
    await host.expectOutput('headset', { hears: [secondCaller], lacks: [caller] }, 800);
    await first.far.ear.expect({ hears: drone, lacks: [operator, secondCaller] }, { forMs: 200 });
    await second.far.ear.expect({ hears: [operator], lacks: [...drone, caller] });
    first.peer.hear(true);
    await host.expectOutput('headset', { hears: [caller, secondCaller] }, 800);
  },

  async 'the first sound of the caller is told once'() {
    const { audio } = await openLab();
    const before = clock.mono();
    const call = await talk(audio, caller);
    const [, at] = await call.told.next(['first']);
    assert(
      Number(at) > before && Number(at) <= clock.mono(),
      `first sound at ${String(at)}, not after ${before}`,
    );
    await host.expectOutput('headset', { hears: [caller] });
    assert(call.told.count('first') === 1, 'told more than once');
    return { firstAfterMs: Math.round(Number(at) - before) };
  },

  async 'an outgoing call, and a refused change that is rolled back'() {
    await host.say(operator);
    const { audio } = await openLab();
    const far = await openFar('called');
    far.say(caller);
    const { peer, told } = openPeer(audio);
    await peer.accept(await far.answer(await peer.offer({ iceRestart: false })));
    peer.send('microphone');
    peer.hear(true);
    peer.watch();
    const call = { peer, told, far, end: () => undefined };
    await bothHear(call, caller);
    await peer.offer({ iceRestart: true });
    await peer.rollback();
    await bothHear(call, caller);
    await peer.accept(await far.answer(await peer.offer({ iceRestart: false })));
    await bothHear(call, caller);
  },

  async 'an ICE restart keeps the sound, from either side'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    const ours = await call.peer.offer({ iceRestart: true });
    assert(ours.includes('a=candidate'), 'an offer without addresses');
    await call.peer.accept(await call.far.answer(ours));
    await bothHear(call, caller);
    await call.far.accept(await call.peer.answer(await call.far.offer({ iceRestart: true })));
    await bothHear(call, caller);
    assert(call.told.count('pathLost') === 0, 'the path was told as lost');
  },

  async 'the same offer gives the same answer, a new one is answered anew'() {
    await host.say(operator);
    const { audio } = await openLab();
    const far = await openFar('caller');
    far.say(caller);
    const { peer, told } = openPeer(audio);
    const offer = await far.offer();
    const [first, second] = await Promise.all([peer.answer(offer), peer.answer(offer)]);
    assert(first === second && first === (await peer.answer(offer)), 'answers to the same offer differ');
    await far.accept(first);
    peer.send('microphone');
    peer.hear(true);
    const call = { peer, told, far, end: () => undefined };
    await bothHear(call, caller);
    const anew = await far.offer();
    assert(anew !== offer, 'not a new offer');
    await far.accept(await peer.answer(anew));
    await bothHear(call, caller);
    // A broken offer is refused, and the call goes on.
    const refused: unknown = await peer.answer('v=0\r\nrubbish').catch((error: unknown) => error);
    assert((refused as { code?: string }).code === 'media.failed', `rubbish gave ${String(refused)}`);
    await bothHear(call, caller);
  },

  async 'digits arrive as telephone-events, and are refused where they cannot'() {
    const { audio } = await openLab();
    const { peer } = openPeer(audio);
    const early: unknown = await peer.dtmf('5').catch((error: unknown) => error);
    assert((early as { code?: string }).code === 'dtmf.unavailable', `before the call: ${String(early)}`);
    const call = await talk(audio, null);
    await call.told.next(['quality']);
    // Chromium plays what comes as an event as its two tones; the operator's side sends no sound of its own here.
    const heard = call.far.ear.expect({ hears: [770, 1336] }, { forMs: 200 });
    await call.peer.dtmf('5555');
    await heard;
    const wrong: unknown = await call.peer.dtmf('5x').catch((error: unknown) => error);
    assert((wrong as { code?: string }).code === 'dtmf.unavailable', `wrong digit: ${String(wrong)}`);
  },

  async 'no packets, and a dead microphone, are told and their end too'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    await call.far.stopSending(true);
    await call.told.next(['silent', 'heard']);
    await call.far.stopSending(false);
    await call.told.next(['audioBack', 'heard']);
    await host.say(null);
    await call.told.next(['silent', 'beingHeard']);
    const from = call.told.all.length;
    await host.say(operator);
    await call.told.next(['audioBack', 'beingHeard'], { from });
    // Muted is silent by will.
    call.peer.send('silence');
    await host.say(null);
    const quality = call.told.count('quality');
    while (call.told.count('quality') < quality + 7)
      await call.told.next(['quality'], { from: call.told.all.length });
    assert(
      call.told.all.slice(from).every(([name]) => name !== 'silent'),
      'a muted microphone was told as dead',
    );
  },

  async 'a lost path is told'() {
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await call.told.next(['first']);
    call.far.connection.close();
    await call.told.next(['pathLost']);
    assert(call.told.count('pathLost') === 1, 'told more than once');
  },

  async 'peers that are closed leave nothing behind'() {
    await host.say(operator);
    const { audio } = await openLab();
    const far = await openFar('many');
    const offer = await far.offer();
    for (let round = 0; round < 300; round++) {
      const { peer } = openPeer(audio);
      if (round % 10 === 0) await peer.answer(offer);
      peer.close();
      peer.close();
    }
    far.close();
    const counts = audio.counts();
    assert(counts.peers === 0 && counts.created === 300, `${counts.peers} of ${counts.created} are left`);
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    call.end();
    assert(audio.counts().peers === 0, 'the last one is left');
    return counts;
  },
};
