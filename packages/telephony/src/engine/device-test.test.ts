import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('trying devices', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const test = (use: 'talk' | 'ring' | 'microphone') => rig.send('device.test', { use });
  const tested = () => rig.of('device.tested').map(({ use, phase }) => `${use} ${phase}`);

  it('a tone is over when it is over', async () => {
    rig = await startedRig();
    rig.audio.playback('hold');
    test('talk');
    test('ring');
    await settle();
    expect(tested()).toEqual([]);
    rig.audio.endPlaybacks();
    await settle();
    expect(tested()).toEqual(['talk done', 'ring done']);
    expect(rig.of('device.tested')[0]?.cause).toBe('command-1');
  });

  it('a tone that cannot be heard is told as that', async () => {
    rig = await startedRig();
    rig.audio.playback('fail');
    expect(test('talk')).toMatchObject({ ok: true });
    await settle();
    expect(rig.of('command.refused')).toMatchObject([
      { command: 'device.test', error: { code: 'device.inaudible' }, cause: 'command-1' },
    ]);
  });

  it('the own voice: taken up, played back, over', async () => {
    rig = await startedRig();
    rig.audio.playback('hold');
    expect(test('microphone')).toMatchObject({ ok: true });
    expect(rig.snapshot().trying).toBe('recording');
    for (const use of ['microphone', 'talk'] as const)
      expect(test(use)).toMatchObject({ error: { code: 'device.testing' } });
    rig.audio.playVoice();
    expect(rig.snapshot().trying).toBe('playing');
    rig.audio.endPlaybacks();
    await settle();
    expect(rig.snapshot()).not.toHaveProperty('trying');
    expect(tested()).toEqual(['microphone recording', 'microphone playing', 'microphone done']);
    expect(test('microphone')).toMatchObject({ ok: true });
  });

  it('is over too when it fails', async () => {
    rig = await startedRig();
    rig.audio.playback('fail');
    test('microphone');
    await settle();
    expect(tested()).toEqual(['microphone recording', 'microphone done']);
    expect(rig.of('command.refused')).toMatchObject([{ error: { code: 'device.inaudible' } }]);
  });

  it('not in a call, and not for longer than until one is answered', async () => {
    rig = await startedRig();
    rig.audio.playback('hold');
    test('microphone');
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    expect(rig.snapshot().trying).toBe('recording');
    rig.send('queue.answerNext', {});
    await settle();
    expect(tested()).toEqual(['microphone recording', 'microphone done']);
    expect(test('microphone')).toMatchObject({ error: { code: 'position.inCall' } });
  });

  it('not without a microphone', async () => {
    rig = await startedRig();
    rig.audio.handlers().handleMicrophone('missing');
    expect(test('microphone')).toMatchObject({ error: { code: 'microphone.notOpen', category: 'media' } });
    expect(tested()).toEqual([]);
  });
});
