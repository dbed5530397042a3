import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, createRig, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('sound', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));

  it('rings when a call waits, ticks while talking, stops when it is gone', async () => {
    rig = await startedRig();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    rig.send('queue.answerNext', {});
    await settle();
    const second = rig.flow('A').invited({ headers: [['X-Call', 'c2']] });
    await settle();
    second.cancel();
    await settle();
    expect(rig.audio.rings.map((sound) => sound.kind)).toEqual(['ring', 'none', 'tick', 'none']);
    expect(rig.of('ring').map((event) => event.on)).toEqual([true, false, true, false]);
  });

  /** A position whose sound opens when the test says so. */
  async function slowRig() {
    let open: () => void = () => {};
    rig = createRig({
      prepare: ({ audio }) => {
        const real = audio.open.bind(audio);
        audio.open = (handlers) => new Promise((resolve) => (open = () => resolve(real(handlers))));
      },
    });
    void rig.engine.start();
    await settle();
    return { open: () => open() };
  }

  it('a press before it is open waits for it, and the call is answered then', async () => {
    const sound = await slowRig();
    expect(rig.send('queue.answerNext', {})).toMatchObject({ ok: false, error: { code: 'queue.empty' } });
    const leg = rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    expect(rig.send('queue.answerNext', {})).toMatchObject({ ok: true });
    expect(rig.send('queue.answerNext', {})).toMatchObject({ error: { code: 'call.answering' } });
    await settle();
    expect(rig.audio.rings).toEqual([]);
    expect(leg.state()).toBe('ringing');
    sound.open();
    await settle();
    expect(leg.state()).toBe('confirmed');
    expect(rig.of('call.answered')).toHaveLength(1);
  });

  it('a press that waited for it in vain is refused, and the call rings on', async () => {
    const sound = await slowRig();
    const leg = rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    const { id } = rig.send('queue.answerNext', {});
    await rig.clock.run(5000);
    expect(rig.of('command.refused')).toMatchObject([{ cause: id, error: { code: 'media.failed' } }]);
    expect(rig.snapshot().waiting).toHaveLength(1);
    sound.open();
    await settle();
    expect(leg.state()).toBe('ringing');
    expect(rig.audio.rings).toHaveLength(1);
  });

  it('a caller who gave up while the press waited is told as gone', async () => {
    const sound = await slowRig();
    const leg = rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    const { id } = rig.send('queue.answerNext', {});
    leg.cancel();
    await settle();
    sound.open();
    await settle();
    expect(rig.of('command.refused')).toMatchObject([{ cause: id, error: { code: 'call.unknown' } }]);
    expect(rig.snapshot().calls).toEqual([]);
  });

  it('is opened again when it could not be', async () => {
    let failures = 1;
    rig = await startedRig({
      prepare: ({ audio }) => {
        const real = audio.open.bind(audio);
        audio.open = async (handlers) => {
          if (failures-- > 0) throw new Error('no context');
          return real(handlers);
        };
      },
    });
    expect(rig.snapshot().microphone).toBe('failed');
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    expect(rig.send('queue.answerNext', {})).toMatchObject({ error: { code: 'media.failed' } });
    await rig.clock.run(5000);
    expect(rig.snapshot().microphone).toBe('open');
  });

  it('selects a device that is there, and refuses another', async () => {
    rig = await startedRig();
    expect(rig.send('device.select', { use: 'ring', device: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'device.unknown' },
    });
    rig.audio.handlers().handleDeviceAppeared({ id: 'x', label: 'Speaker', kind: 'output' });
    expect(rig.send('device.select', { use: 'ring', device: 'x' })).toMatchObject({ ok: true });
    rig.audio.handlers().handleFellBack('ring', 'Built-in');
    expect(rig.snapshot().uses.ring).toMatchObject({ id: 'x', label: 'Speaker', fellBack: true });
    rig.audio.handlers().handleBack('ring');
    expect(rig.snapshot().uses.ring?.fellBack).toBe(false);
  });

  it('lets the program choose again, and tells when nothing stands in for the second headset', async () => {
    rig = await startedRig();
    const { handleDeviceAppeared, handleFellBack } = rig.audio.handlers();
    handleDeviceAppeared({ id: 'x', label: 'Speaker', kind: 'output' });
    rig.send('device.select', { use: 'ring', device: 'x' });
    expect(rig.send('device.select', { use: 'ring', device: '' })).toMatchObject({ ok: true });
    expect(rig.snapshot().uses.ring).toBeUndefined();
    expect(rig.audio.selected.at(-1)).toEqual({ use: 'ring', id: '', label: '' });
    rig.send('device.select', { use: 'medlytt', device: 'x' });
    handleFellBack('medlytt', '');
    expect(rig.snapshot().uses.medlytt).toMatchObject({ fellBack: true, standIn: '' });
    rig.send('device.test', { use: 'medlytt' });
    await settle();
    expect(rig.audio.tested.at(-1)).toBe('medlytt');
  });

  it('tests a device (after the tone of the start) and opens the microphone again on demand', async () => {
    rig = await startedRig();
    rig.send('device.test', { use: 'ring' });
    rig.send('device.retry', {});
    await settle();
    expect(rig.audio.tested.slice(2)).toEqual(['ring']);
    expect(rig.audio.retries()).toBe(1);
  });
});
