import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, createRig, exampleOperators, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('the test tone at the start', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const kinds = () => rig.snapshot().alarms.map((alarm) => alarm.kind);
  const hold = { prepare: ({ audio }: Pick<Rig, 'audio'>) => audio.playback('hold') };

  it('on the ring device, then on the talk device', async () => {
    rig = await startedRig(hold);
    expect(rig.audio.tested).toEqual(['ring']);
    rig.audio.endPlaybacks();
    await settle();
    expect(rig.audio.tested).toEqual(['ring', 'talk']);
    rig.audio.endPlaybacks();
    await settle();
    expect(rig.audio.tested).toHaveLength(2);
    expect(kinds()).toEqual([]);
  });

  it('is given up for a call, whenever it comes', async () => {
    rig = await startedRig(hold);
    const leg = rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    expect(rig.audio.stopped()).toBe(1);
    leg.cancel();
    await rig.clock.run(30_000);
    expect(rig.audio.tested).toEqual(['ring']);
    assertNoLeaks(rig);

    let open = (): void => undefined;
    rig = createRig({
      prepare: ({ audio }) => {
        const real = audio.open.bind(audio);
        audio.open = (handlers) => new Promise((resolve) => (open = () => resolve(real(handlers))));
      },
    });
    void rig.engine.start();
    await settle();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    await settle();
    open();
    await settle();
    expect(rig.audio.tested).toEqual([]);
    expect(rig.audio.rings.map((sound) => sound.kind)).toEqual(['ring']);
  });

  it('not after a crash', async () => {
    rig = await startedRig({ config: { after: 'crash' } });
    expect(rig.audio.tested).toEqual([]);
  });

  it('with a directory: when somebody signs in at an empty position, and not at a hand-over', async () => {
    rig = await startedRig({ config: { operators: exampleOperators } });
    expect(rig.audio.tested).toEqual([]);
    rig.send('position.signIn', { operator: 'kari', pin: '4711' });
    await settle();
    expect(rig.audio.tested).toEqual(['ring', 'talk']);
    rig.send('position.signIn', { operator: 'ola', pin: '1234' });
    await settle();
    expect(rig.audio.tested).toHaveLength(2);
  });

  it('that is not heard is tried again, and then an alarm of each device until it works', async () => {
    rig = await startedRig({ prepare: ({ audio }) => audio.playback('fail') });
    expect(kinds()).toEqual([]);
    await rig.clock.run(10_000);
    expect(rig.audio.tested).toEqual(['ring', 'ring', 'ring', 'talk', 'talk', 'talk']);
    expect(kinds().sort()).toEqual(['output.failed', 'ring.failed']);
    rig.audio.playback('end');
    rig.send('device.test', { use: 'talk' });
    await settle();
    expect(kinds()).toEqual(['ring.failed']);
    rig.audio.handlers().handleDeviceAppeared({ id: 'x', label: 'Speaker', kind: 'output' });
    await settle();
    expect(kinds()).toEqual([]);
  });
});
