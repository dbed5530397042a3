import { createPartySounds } from '@samband/training/sound';
import type { PartyPeer, PartySoundPort } from '@samband/training/parties';
import { clipUrl } from '@samband/training/voices';
import type { SdpPeer } from '@samband/telephony/ports';
import { likeness, sameSentence } from '../../support/audio/speech.ts';
import { loudness, sampleRate } from '../../support/audio/tone.ts';
import { assert } from './check.ts';
import { type Far, openFar } from './far.ts';
import { clock, logger, Told } from './lab.ts';
import type { PartyScenarioName } from './parties-names.ts';

interface Party {
  readonly peer: PartyPeer;
  readonly told: Told;
}

function openParty(sounds: PartySoundPort): Party {
  const told = new Told();
  const peer = sounds.createPeer({
    handleFirstSound: () => told.add('first'),
    handleVoice: (state) => told.add('voice', state),
  });
  return { peer, told };
}

async function join(one: Pick<SdpPeer, 'offer' | 'accept'>, other: Pick<SdpPeer, 'answer'>): Promise<void> {
  await one.accept(await other.answer(await one.offer({ iceRestart: false })));
}

/** A party in a call with a plain ear. */
async function talk(sounds: PartySoundPort, name: string): Promise<Party & { readonly far: Far }> {
  const party = openParty(sounds);
  const far = await openFar(name);
  await join(party.peer, far);
  await far.up();
  return { ...party, far };
}

/** As a telephone carries it. */
async function sentence(id: string): Promise<Int16Array> {
  const url = clipUrl(id);
  assert(url !== undefined && url.startsWith(location.origin), `${id} is not a file of this origin: ${url}`);
  const bytes = await (await fetch(url)).arrayBuffer();
  const decoded = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes);
  return Int16Array.from(decoded.getChannelData(0), (sample) => Math.round(sample * 32_767));
}

/** dB of the next so many ms that come. */
async function loudnessOf(far: Far, forMs: number): Promise<number> {
  await far.packets();
  const mark = far.ear.mark;
  await far.ear.expect({}, { forMs: forMs + 200 });
  return loudness(far.ear.since(mark));
}

const open = (): PartySoundPort => createPartySounds({ clock, logger });

const scenarios: Record<PartyScenarioName, () => Promise<unknown>> = {
  async 'two parties hear each other speak, and the pause after it'() {
    const sounds = open();
    const [one, other] = [openParty(sounds), openParty(sounds)];
    one.peer.background('quiet');
    other.peer.background('quiet');
    await join(one.peer, other.peer);
    await other.told.next(['first']);
    await one.told.next(['first']);
    for (const [speaker, listener, clip] of [
      [one, other, 'chest-2'],
      [other, one, 'fire-2'],
    ] as const) {
      const from = listener.told.all.length;
      const unspoken = speaker.told.count('voice');
      await speaker.peer.say(clip).done;
      await listener.told.next(['voice', 'began'], { from });
      await listener.told.next(['voice', 'ended'], { from });
      assert(speaker.told.count('voice') === unspoken, 'one hears oneself');
    }
    await sounds.close();
    assert(sounds.counts().peers === 0, 'peers are left');
  },

  async 'a sentence arrives as it was said, over what is behind it; another sentence is not taken for it'() {
    const sounds = open();
    const { peer, far } = await talk(sounds, 'listener');
    peer.background('wind');
    await far.packets();
    const mark = far.ear.mark;
    await peer.say('stroke-4').done;
    await far.ear.expect({}, { forMs: 600 });
    const heard = far.ear.since(mark);
    const [same, another] = [
      likeness(await sentence('stroke-4'), heard),
      likeness(await sentence('stroke-2'), heard),
    ];
    assert(same > sameSentence, `likeness ${same}`);
    assert(another < sameSentence, `another sentence: likeness ${another}`);
    await sounds.close();
    return { same, another };
  },

  async 'no call is ever digital silence, and each background is heard'() {
    const sounds = open();
    const { peer, far } = await talk(sounds, 'listener');
    const levels: Record<string, number> = {};
    for (const kind of ['quiet', 'traffic', 'crying', 'wind', 'mall'] as const) {
      peer.background(kind);
      levels[kind] = await loudnessOf(far, 800);
    }
    const { quiet = 0, ...loud } = levels;
    assert(quiet > -75 && quiet < -45, `quiet is at ${quiet} dB`);
    for (const [kind, level] of Object.entries(loud))
      assert(level > -55 && level < -25, `${kind} is at ${level} dB`);
    await sounds.close();
    return levels;
  },

  async 'a sentence that is stopped is not said on, and one that is missing is told'() {
    const sounds = open();
    const { peer, far } = await talk(sounds, 'listener');
    const speech = peer.say('seizure-1');
    await far.packets();
    const mark = far.ear.mark;
    while (loudness(far.ear.since(mark)) < -40) await far.ear.expect({}, { forMs: 200 });
    speech.stop();
    await speech.done;
    await far.ear.expect({}, { forMs: 600 });
    const after = await loudnessOf(far, 600);
    assert(after < -60, `still heard at ${after} dB`);
    const missing = await peer.say('nobody-1').done.then(
      () => 'said',
      (cause: unknown) => (cause as { code?: string }).code,
    );
    assert(missing === 'clip.missing', `missing: ${missing}`);
    await sounds.close();
  },

  async 'a room mixes three: all hear all others and nobody hears himself'() {
    const sounds = open();
    const tones = [700, 1150, 1500];
    const parties = await Promise.all(tones.map((hz) => talk(sounds, `member ${hz}`)));
    for (const [index, { peer, far }] of parties.entries()) {
      far.say(tones[index] ?? null);
      peer.join('room1');
    }
    const stranger = await talk(sounds, 'stranger');
    stranger.peer.join('room2');
    assert(sounds.counts().rooms === 2, `${sounds.counts().rooms} rooms`);
    await Promise.all(
      parties.map(({ far }, index) =>
        far.ear.expect({ hears: tones.filter((_, at) => at !== index), lacks: [tones[index] ?? 0] }),
      ),
    );
    await stranger.far.ear.expect({ lacks: tones }, { forMs: 800 });
    const [first, second, third] = parties;
    third?.peer.close();
    await Promise.all([
      first?.far.ear.expect({ hears: [1150], lacks: [700, 1500] }),
      second?.far.ear.expect({ hears: [700], lacks: [1150, 1500] }),
    ]);
    for (const { peer } of [...parties, stranger]) peer.close();
    assert(sounds.counts().peers === 0 && sounds.counts().rooms === 0, 'rooms are left');
    await sounds.close();
  },

  async 'hold music is heard'() {
    const sounds = open();
    const { peer, far } = await talk(sounds, 'music');
    peer.music();
    const level = await loudnessOf(far, 1000);
    assert(level > -40 && level < -15, `music at ${level} dB`);
    await sounds.close();
    return { level };
  },

  async 'a change in the call keeps its sound'() {
    const sounds = open();
    const { peer, far, told } = await talk(sounds, 'operator');
    peer.background('mall');
    far.say(900);
    await told.next(['voice', 'began']);
    // As a console holds, takes back, and mends its path.
    for (const options of [{}, { iceRestart: true }]) {
      const offer = await far.offer(options);
      const answer = await peer.answer(offer);
      assert((await peer.answer(offer)) === answer, 'the same offer has another answer');
      await far.accept(answer);
    }
    await join(peer, far);
    const level = await loudnessOf(far, 800);
    assert(level > -55, `the background is at ${level} dB`);
    far.say(null);
    const from = told.all.length;
    await told.next(['voice', 'ended']);
    far.say(900);
    await told.next(['voice', 'began'], { from });
    peer.listenAnew();
    await told.next(['voice', 'began'], { from: told.all.length });
    await sounds.close();
  },

  async 'parties that are closed leave nothing behind'() {
    const sounds = open();
    const far = await openFar('many');
    const offer = await far.offer();
    for (let round = 0; round < 200; round++) {
      const { peer } = openParty(sounds);
      peer.background('traffic');
      if (round % 20 === 0) await peer.answer(offer);
      const speech = peer.say('somebody-1');
      peer.join('room1');
      peer.close();
      peer.close();
      await speech.done;
    }
    far.close();
    const counts = sounds.counts();
    assert(counts.peers === 0 && counts.rooms === 0 && counts.created === 200, JSON.stringify(counts));
    const last = await talk(sounds, 'last');
    last.peer.background('traffic');
    assert((await loudnessOf(last.far, 400)) > -60, 'the last one is not heard');
    last.peer.close();
    assert(sounds.counts().peers === 0, 'the last one is left');
    await sounds.close();
    return counts;
  },
};

// Run by the runner: one page, one scenario.
Object.assign(globalThis, { runPartyScenario: (name: PartyScenarioName) => scenarios[name]() });
