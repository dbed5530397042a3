import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('alarms that sound', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const kinds = () => rig.audio.rings.map((sound) => sound.kind);

  it('one of rank 1 warns until it is acknowledged', async () => {
    rig = await startedRig();
    rig.audio.handlers().handleMicrophone('missing');
    await settle();
    await settle();
    expect(kinds()).toEqual(['warning']);
    expect(rig.of('ring')).toMatchObject([{ on: true, sound: 'warning' }]);
    rig.send('alarm.acknowledge', { alarm: 'microphone' });
    await settle();
    expect(kinds()).toEqual(['warning', 'none']);
    expect(rig.audio.chimes()).toBe(0);
  });

  it('softly while one talks, and the caller’s ring comes first', async () => {
    rig = await startedRig();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    rig.audio.handlers().handleMicrophone('missing');
    await settle();
    await settle();
    expect(kinds()).toEqual(['ring']);
    rig.send('queue.answerNext', {});
    await settle();
    await settle();
    expect(kinds().slice(1)).toEqual(['softWarning']);
    rig.send('call.hangUp', { call: 'c1' });
    await settle();
    await settle();
    expect(kinds().at(-1)).toBe('warning');
  });

  it('one of rank 2 chimes once, and not again for what is known already', async () => {
    rig = await startedRig();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    rig.send('queue.answerNext', {});
    await settle();
    rig.send('call.mute', { call: 'c1', on: true });
    await settle();
    for (const [seconds, chimes] of [
      [1, 1],
      [10, 1],
      [62, 2],
    ] as const) {
      rig.audio.setLevels({ microphone: -90, talk: -90 });
      await rig.clock.run(seconds * 1000);
      rig.audio.setLevels({ microphone: -20, talk: -90 });
      await rig.clock.run(1000);
      expect(rig.audio.chimes()).toBe(chimes);
    }
    expect(rig.of('alarm.raised')).toHaveLength(3);
    expect(kinds().filter((kind) => kind !== 'none' && kind !== 'ring')).toEqual([]);
  });

  it('one of rank 3 makes no sound', async () => {
    rig = await startedRig();
    rig.engine.handleReport({ type: 'certificate.expiring', payload: { edge: 'A', days: 20 } });
    await settle();
    expect([kinds(), rig.audio.chimes()]).toEqual([[], 0]);
  });
});
