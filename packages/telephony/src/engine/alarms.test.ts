import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('alarms', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const kinds = () => rig.snapshot().alarms.map((alarm) => alarm.kind);

  it('a call past its queue’s limit is late, until it is answered', async () => {
    rig = await startedRig();
    rig.flow('A').invited({
      headers: [
        ['X-Call', 'c1'],
        ['X-Came-In', `${rig.clock.wall() - 4000}`],
      ],
    });
    await rig.clock.run(5999);
    expect(kinds()).toEqual([]);
    await rig.clock.run(1);
    expect(kinds()).toEqual(['call.late']);
    rig.send('alarm.acknowledge', { alarm: 'late:c1' });
    expect(rig.snapshot().alarms).toMatchObject([{ acknowledged: true }]);
    rig.send('queue.answerNext', {});
    await settle();
    expect(kinds()).toEqual([]);
    expect(rig.of('alarm.raised')).toHaveLength(1);
  });

  it('an unknown alarm cannot be acknowledged', async () => {
    rig = await startedRig();
    expect(rig.send('alarm.acknowledge', { alarm: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'alarm.unknown' },
    });
  });

  it('a microphone that is missing or refused, by its own name', async () => {
    rig = await startedRig();
    rig.audio.handlers().handleMicrophone('missing');
    await settle();
    expect(kinds()).toEqual(['microphone.missing']);
    rig.audio.handlers().handleMicrophone('refused');
    await settle();
    expect(kinds()).toEqual(['microphone.refused']);
    rig.audio.handlers().handleMicrophone('open', 'Headset');
    await settle();
    expect(kinds()).toEqual([]);
  });

  it('a ring that cannot be heard, until a device is there', async () => {
    rig = await startedRig();
    rig.audio.handlers().handleRingFailed();
    await settle();
    expect(kinds()).toEqual(['ring.failed']);
    rig.audio.handlers().handleBack('ring');
    await settle();
    expect(kinds()).toEqual([]);
  });

  it('a certificate that runs out', async () => {
    rig = await startedRig();
    rig.engine.handleReport({ type: 'certificate.expiring', payload: { edge: 'A', days: 20 } });
    await settle();
    expect(rig.snapshot().alarms).toMatchObject([
      { kind: 'certificate.expiring', rank: 3, values: { edge: 'A', days: 20 } },
    ]);
  });

  it('a certificate that was refused, until the edge stands again', async () => {
    rig = await startedRig();
    rig.flow('A').reachable = false;
    rig.flow('A').cut();
    rig.engine.handleReport({ type: 'certificate.refused', payload: { edge: 'A', why: 'expired' } });
    await settle();
    expect(kinds()).toEqual(['certificate.refused']);
    rig.flow('A').reachable = true;
    await rig.clock.run(6000);
    expect(kinds()).toEqual([]);
  });

  it('an outage, and a secret that the exchange refuses', async () => {
    rig = await startedRig({
      prepare: ({ sip }) => {
        sip.onFlow = (flow) => {
          flow.outcome = () => ({ ok: false, status: 403, reason: 'Forbidden' });
        };
      },
    });
    expect(kinds()).toEqual(['credentials.refused', 'credentials.refused']);
    for (const edge of ['A', 'B'] as const) {
      rig.flow(edge).reachable = false;
      rig.flow(edge).cut();
    }
    await settle();
    expect(kinds()).toContain('outage');
  });
});

describe('silence', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const alarms = () => rig.snapshot().alarms.map(({ kind, rank, call }) => [kind, rank, call]);
  const handlers = () => rig.audio.peers.find((peer) => peer.watched() && !peer.closed())!.handlers;
  async function inCall() {
    rig = await startedRig();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']], callId: 'x', fromTag: 't' });
    rig.send('queue.answerNext', {});
    await settle();
  }

  it('no sound from the caller, and none from the microphone, until there is or the call is over', async () => {
    await inCall();
    handlers().handleSilent('heard', 3);
    handlers().handleSilent('beingHeard', 5);
    await settle();
    expect(alarms()).toEqual([
      ['silent.heard', 1, 'c1'],
      ['silent.beingHeard', 1, 'c1'],
    ]);
    handlers().handleAudioBack('heard');
    await settle();
    expect(alarms()).toEqual([['silent.beingHeard', 1, 'c1']]);
    rig.send('call.hangUp', { call: 'c1' });
    await settle();
    expect(alarms()).toEqual([]);
  });

  it('is no alarm where none is due: on hold, muted, and without a microphone', async () => {
    await inCall();
    handlers().handleSilent('heard', 3);
    handlers().handleSilent('beingHeard', 5);
    rig.send('call.hold', { call: 'c1' });
    await settle();
    expect(alarms()).toEqual([]);
    rig.send('call.resume', { call: 'c1' });
    rig.send('call.mute', { call: 'c1', on: true });
    await settle();
    expect(alarms()).toEqual([['silent.heard', 1, 'c1']]);
    rig.send('call.mute', { call: 'c1', on: false });
    rig.audio.handlers().handleMicrophone('missing');
    await settle();
    expect(
      alarms()
        .map(([kind]) => `${kind}`)
        .sort(),
    ).toEqual(['microphone.missing', 'silent.heard']);
  });

  it('another leg begins with nothing known', async () => {
    await inCall();
    handlers().handleSilent('heard', 3);
    await settle();
    const replaces = rig.flow('A').incoming[0]!.dialog()!;
    rig.flow('B').invited({ headers: [['X-Call', 'c1']], replaces });
    await settle();
    expect(alarms()).toEqual([]);
    expect(rig.of('audio.back')).toMatchObject([{ direction: 'heard', call: 'c1' }]);
  });
});
