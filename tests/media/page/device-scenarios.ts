import { assert, bothHear, caller, levels, microphone, operator } from './check.ts';
import { host } from './host.ts';
import { openLab, talk } from './lab.ts';

// Emergency ring, calm ring, alarm, warning: lines of each.
const emergency = [880, 1174.7];
const calm = [523.3, 392];
const alarm = [1480];
const warning = [622.3, 466.2];

export const deviceScenarios = {
  async 'a headset unplugged in a call: the speaker takes over, and gives back'() {
    await host.say(operator);
    const { audio, told } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    const from = told.all.length;
    await host.unplug('headset');
    await told.next(['fellBack', 'talk', 'Speaker'], { from });
    await host.expectOutput('speaker', { hears: [caller], lacks: [operator] });
    await call.far.ear.expect({ hears: [operator], lacks: [caller] });
    const replugged = told.all.length;
    await host.plug('headset');
    await told.next(['back', 'talk'], { from: replugged });
    await bothHear(call, caller);
    await host.expectOutput('speaker', { lacks: [caller] });
  },

  async 'a headset that is not the system’s default comes back to the ear it left'() {
    await host.say(operator);
    await host.makeDefault('speaker');
    const { audio, told } = await openLab();
    const call = await talk(audio, caller);
    await bothHear(call, caller);
    // A plug that slips does so more than once, within the time for which Chromium keeps old streams.
    for (let slip = 0; slip < 2; slip++) {
      const from = told.all.length;
      await host.unplug('headset');
      await told.next(['fellBack', 'talk', 'Speaker'], { from });
      await host.plug('headset');
      await told.next(['back', 'talk'], { from });
      await bothHear(call, caller);
      await host.expectOutput('speaker', { lacks: [caller] }, 1000);
    }
  },

  async 'two headsets of one make: the chosen one is used, the other only while that is gone, and it is told'() {
    await host.say(operator);
    await host.plug('twin');
    const { audio, told } = await openLab();
    const alike = told.all.filter(([name, label]) => name === 'appeared' && label === 'Headset');
    assert(alike.length === 2, `${alike.length} devices are called Headset`);
    const call = await talk(audio, caller);
    // Both are called the same: which one is plugged into which ear, only the ears tell.
    for (const [, , , id] of alike) {
      await audio.select('talk', { id: String(id), label: 'Headset' });
      const isIt = host.expectOutput('headset', { hears: [caller] }, 400, 5000);
      if (await isIt.then(() => true).catch(() => false)) break;
    }
    await bothHear(call, caller);
    await host.expectOutput('twin', { lacks: [caller] }, 1000);
    const from = told.all.length;
    await host.unplug('headset');
    await told.next(['fellBack', 'talk', 'Headset'], { from });
    await host.expectOutput('twin', { hears: [caller] });
    await call.far.ear.expect({ hears: [operator], lacks: [caller] });
    const replugged = told.all.length;
    await host.plug('headset');
    await told.next(['back', 'talk'], { from: replugged });
    await bothHear(call, caller);
    await host.expectOutput('twin', { lacks: [caller] }, 1000);
  },

  async 'a microphone unplugged in a call: the track goes on, and the voice comes back'() {
    await host.say(operator);
    const lab = await openLab();
    const call = await talk(lab.audio, caller);
    await bothHear(call, caller);
    const from = lab.told.all.length;
    await host.unplugMicrophone();
    await lab.told.next(['microphone', 'missing'], { from });
    await host.expectOutput('headset', { hears: [caller] });
    await host.plugMicrophone();
    await lab.told.next(['microphone', 'open', 'HeadsetMic'], { from });
    await bothHear(call, caller);
  },

  async 'another microphone in a call keeps the sender track'() {
    await host.say(operator);
    await host.plugDeskMicrophone();
    const lab = await openLab();
    const call = await talk(lab.audio, caller);
    await bothHear(call, caller);
    const id = call.far.remoteTrackId();
    await lab.audio.select('microphone', lab.device('DeskMic'));
    await microphone(lab, 'open', 'DeskMic');
    await bothHear(call, caller);
    const from = lab.told.all.length;
    await lab.audio.select('microphone', lab.device('HeadsetMic'));
    await lab.told.next(['microphone', 'open', 'HeadsetMic'], { from });
    await host.unplugMicrophone();
    await lab.told.next(['fellBack', 'microphone', 'DeskMic'], { from });
    await bothHear(call, caller);
    await host.plugMicrophone();
    await lab.told.next(['back', 'microphone'], { from });
    await bothHear(call, caller);
    assert(call.far.remoteTrackId() === id && call.far.renegotiations() === 0, 'the call noticed');
  },

  async 'without a microphone calls are heard, and it opens when plugged in'() {
    await host.say(operator);
    await host.unplugMicrophone();
    const lab = await openLab({ microphone: false });
    await microphone(lab, 'missing');
    const call = await talk(lab.audio, caller);
    await host.expectOutput('headset', { hears: [caller] });
    await call.far.packets();
    await host.plugMicrophone();
    await microphone(lab, 'open');
    await bothHear(call, caller);
  },

  async 'a refused microphone is told and opens when retried'() {
    await host.say(operator);
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const lab = await openLab();
    await microphone(lab, 'refused');
    const call = await talk(lab.audio, caller);
    await host.expectOutput('headset', { hears: [caller] });
    navigator.mediaDevices.getUserMedia = ask;
    await lab.audio.retryMicrophone();
    await microphone(lab, 'open');
    await bothHear(call, caller);
  },

  async 'levels follow the microphone and the headset, muted or not, and cost nothing when nobody looks'() {
    const { audio } = await openLab();
    const meter = audio.meter();
    await levels(meter, { microphone: 'silent', talk: 'silent' });
    await host.say(operator);
    await levels(meter, { microphone: 'loud', talk: 'silent' });
    const call = await talk(audio, caller);
    await levels(meter, { microphone: 'loud', talk: 'loud' });
    call.peer.send('silence');
    call.peer.hear(false);
    await levels(meter, { microphone: 'loud', talk: 'silent' });
    await host.say(null);
    await levels(meter, { microphone: 'silent', talk: 'silent' });
    call.end();
    assert(audio.counts().holds > 0, 'the meter runs without anything to run it');
    meter.dispose();
    // Warming up may still be on its way.
    for (const until = performance.now() + 10_000; audio.counts().holds > 0;) {
      assert(performance.now() < until, 'the mixer runs for nobody');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },

  async 'the own voice is played back after it was taken up, and stops at once'() {
    await host.say(operator);
    const { audio, told } = await openLab();
    const first = audio.tryMicrophone(() => told.add('playing'));
    // Each half lasts three seconds, and a busy machine needs some of them for itself.
    await host.expectOutput('headset', { lacks: [operator] });
    await told.next(['playing']);
    // What is heard from here on is what was said before.
    await Promise.all([
      host.say(null),
      host.expectOutput('headset', { hears: [operator] }),
      host.expectOutput('speaker', { lacks: [operator] }),
    ]);
    await first.done;
    await host.expectOutput('headset', { lacks: [operator] });
    await host.say(operator);
    const from = told.all.length;
    const second = audio.tryMicrophone(() => told.add('playing'));
    await told.next(['playing'], { from });
    await host.expectOutput('headset', { hears: [operator] });
    second.stop();
    await second.done;
    await host.expectOutput('headset', { lacks: [operator] }, 1000);
  },

  async 'ring and alarm on the ring device and nowhere else'() {
    const { audio } = await openLab();
    const rings = [
      [{ kind: 'ring', name: 'emergency' }, emergency],
      [{ kind: 'ring', name: 'calm' }, calm],
      [{ kind: 'alarm' }, alarm],
      [{ kind: 'warning' }, warning],
    ] as const;
    for (const [sound, lines] of rings) {
      audio.ring(sound);
      for (const line of lines) await host.expectStroke('speaker', line);
      await host.expectOutput('headset', { lacks: [...emergency, ...calm, ...alarm] }, 2000);
    }
    audio.ring({ kind: 'tick' });
    await host.expectOutput('speaker', { lacks: [...emergency, ...calm, ...alarm] }, 600);
    audio.ring({ kind: 'none' });
    await host.expectOutput('speaker', { lacks: [...emergency, 1400] }, 3200);
    const stroke = host.expectStroke('speaker', 1046.5);
    audio.chime();
    await stroke;
    const heard = host.expectStroke('headset', 659.3);
    await audio.test('talk').done;
    await heard;
  },

  async 'a ring device that stands still is passed over, and none at all is told'() {
    const { audio, told } = await openLab();
    audio.ring({ kind: 'ring', name: 'emergency' });
    await host.expectStroke('speaker', 880);
    await host.freeze('speaker', true);
    await told.next(['fellBack', 'ring', 'Headset']);
    await host.expectStroke('headset', 880);
    assert(told.count('ringFailed') === 0, 'told as failed while another device rang');
    await host.freeze('all', true);
    await told.next(['ringFailed']);
    await host.freeze('all', false);
    await told.next(['back', 'ring']);
    await host.expectStroke('speaker', 880);
    const inaudible = told.count('ringFailed');
    assert(inaudible === 1, `told ${inaudible} times`);
  },
};
