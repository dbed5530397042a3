import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '../contract/index.ts';
import { emptySnapshot } from '../contract/index.ts';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';
import { mutedCall } from './muted-speaking.ts';

describe('muted while speaking', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const kinds = () => rig.snapshot().alarms.map((alarm) => alarm.kind);
  const mute = (on: boolean) => rig.send('call.mute', { call: 'c1', on });
  const speak = (on: boolean) => rig.audio.setLevels({ microphone: on ? -20 : -80, talk: -30 });
  async function inCall() {
    rig = await startedRig();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    rig.send('queue.answerNext', {});
    await settle();
  }

  it('warns while one speaks, and no longer', async () => {
    await inCall();
    speak(true);
    await rig.clock.run(5000);
    expect(rig.audio.meters()).toBe(0);
    expect(kinds()).toEqual([]);
    mute(true);
    await settle();
    expect(rig.audio.meters()).toBe(1);
    await rig.clock.run(400);
    expect(kinds()).toEqual([]);
    await rig.clock.run(600);
    expect(rig.snapshot().alarms).toMatchObject([{ kind: 'mutedSpeaking', rank: 2, call: 'c1' }]);
    speak(false);
    await rig.clock.run(5000);
    expect(kinds()).toEqual([]);
    speak(true);
    await rig.clock.run(1000);
    expect(kinds()).toEqual(['mutedSpeaking']);
    mute(false);
    await settle();
    expect(kinds()).toEqual([]);
    expect(rig.audio.meters()).toBe(0);
  });

  it('once acknowledged it stands until the mute ends, and does not come again', async () => {
    await inCall();
    mute(true);
    await settle();
    speak(true);
    await rig.clock.run(1000);
    rig.send('alarm.acknowledge', { alarm: 'mutedSpeaking' });
    speak(false);
    await rig.clock.run(10_000);
    speak(true);
    await rig.clock.run(2000);
    expect(rig.of('alarm.raised')).toHaveLength(1);
    expect(rig.snapshot().alarms).toMatchObject([{ kind: 'mutedSpeaking', acknowledged: true }]);
    rig.send('call.hangUp', { call: 'c1' });
    await settle();
    expect(kinds()).toEqual([]);
  });

  it('a call on hold is not being talked in, muted or not', () => {
    const call = (name: string, muted: boolean, held: boolean): Call =>
      ({ call: name, state: 'up', muted, held: { operator: held, peer: false } }) as Call;
    const of = (...calls: Call[]) => mutedCall({ ...emptySnapshot, microphone: 'open', calls })?.call;
    expect(of()).toBeUndefined();
    expect(of(call('c1', true, false))).toBe('c1');
    expect(of(call('c1', false, false))).toBeUndefined();
    expect(of(call('c1', true, true))).toBeUndefined();
    expect(of(call('c1', false, true), call('c2', true, false))).toBe('c2');
    expect(of(call('c1', true, false), call('c2', false, false))).toBeUndefined();
  });
});
