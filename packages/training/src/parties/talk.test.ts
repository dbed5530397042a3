import { fakeClock, fakeLogger, settle } from '@samband/telephony/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createScript } from './script.ts';
import { createTalk, type Talk } from './talk.ts';
import { fakeSounds } from './testing/sounds.ts';

const clock = fakeClock();
let talk: Talk;
afterEach(() => {
  talk.dispose();
  expect(clock.open()).toBe(0);
});

function open({ lines = ['a', 'b', 'c'], firstAfterMs = 2000 } = {}) {
  const sounds = fakeSounds();
  const peer = sounds.createPeer({
    handleFirstSound: () => talk.handleFirstSound(),
    handleVoice: (state) => talk.handleVoice(state),
  });
  let finished = 0;
  talk = createTalk({
    clock,
    logger: fakeLogger(),
    peer: sounds.last(),
    script: createScript({ lines, bye: 'bye', bears: 1 }),
    firstAfterMs,
    handleFinished: () => (finished += 1),
  });
  talk.begin();
  return { peer: sounds.last(), ended: () => finished, given: peer };
}

describe('createTalk', () => {
  it('lets the operator speak first, then answers at the pause', async () => {
    const { peer } = open();
    await clock.run(1000);
    peer.voice('began');
    await clock.run(4000);
    expect(peer.saying()).toBeUndefined();
    peer.voice('ended');
    expect(peer.saying()).toBe('a');
  });

  it('speaks up after a silence, the first time sooner', async () => {
    const { peer } = open();
    await clock.run(2000);
    expect(peer.saying()).toBe('a');
    await peer.said();
    await clock.run(5900);
    expect(peer.saying()).toBeUndefined();
    await clock.run(200);
    expect(peer.saying()).toBe('b');
  });

  it('says a sentence to its end when interrupted, and listens then', async () => {
    const { peer } = open();
    await clock.run(2000);
    peer.voice('began');
    expect(peer.saying()).toBe('a');
    await peer.said();
    await clock.run(7000);
    expect(peer.saying()).toBeUndefined();
    peer.voice('ended');
    expect(peer.saying()).toBe('b');
  });

  it('does not wait for ever for a pause', async () => {
    const { peer } = open();
    peer.voice('began');
    await clock.run(15_100);
    expect(peer.saying()).toBe('a');
  });

  it('ends once, with goodbye, and nothing is heard after it', async () => {
    const { peer, ended } = open({ lines: [] });
    await clock.run(2000);
    expect(peer.saying()).toBe('bye');
    await peer.said();
    expect(ended()).toBe(1);
    peer.voice('began');
    peer.voice('ended');
    talk.handleHeld(true);
    talk.handleHeld(false);
    await clock.run(60_000);
    expect(ended()).toBe(1);
    expect(peer.clips).toEqual(['bye']);
  });

  it('counts what was said and heard, whenever it is asked', async () => {
    const { peer } = open();
    expect(talk.figures()).toEqual({ heardOperatorMs: 0, spokeMs: 0, heard: false });
    peer.hears();
    peer.voice('began');
    await clock.run(1500);
    expect(talk.figures()).toEqual({ heardOperatorMs: 1500, spokeMs: 0, heard: true });
    peer.voice('ended');
    await clock.run(700);
    expect(talk.figures()).toEqual({ heardOperatorMs: 1500, spokeMs: 700, heard: true });
    talk.dispose();
    await settle();
    await clock.run(700);
    expect(talk.figures()).toEqual({ heardOperatorMs: 1500, spokeMs: 700, heard: true });
    expect(peer.stopped).toEqual(['a']);
  });
});
