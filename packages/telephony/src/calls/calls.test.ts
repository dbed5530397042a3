import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, elsewhere, settle, startedRig } from '../testing/index.ts';
import type { FakeIncoming, Invite, Rig } from '../testing/index.ts';

describe('calls', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const invite = (call: string, edge: 'A' | 'B' = 'A', more: Invite = {}) =>
    rig.flow(edge).invited({ ...more, headers: [['X-Call', call], ...(more.headers ?? [])] });
  const state = (call: string) => rig.snapshot().calls.find((item) => item.call === call);
  const peerOf = (index: number) => rig.audio.peers[index]!;
  async function answered(call: string, more: Invite = {}): Promise<FakeIncoming> {
    const leg = invite(call, 'A', more);
    await settle();
    rig.send('queue.answer', { call });
    await settle();
    return leg;
  }

  it('one press answers: at once on screen, up with the ACK, recorded as the exchange says', async () => {
    rig = await startedRig();
    const leg = invite('c1', 'A', { headers: [['X-Recording', 'on']] });
    leg.autoAck = false;
    await rig.clock.run(3000);
    rig.send('queue.answerNext', {});
    expect(state('c1')).toMatchObject({ state: 'answering', waited: 3000 });
    await settle();
    expect(state('c1')).toMatchObject({ state: 'answering', recording: 'unknown' });
    expect(peerOf(0).source()).toBe('microphone');
    expect(peerOf(0).watched()).toBe(false);
    leg.ack();
    expect(state('c1')).toMatchObject({ state: 'up', recording: 'confirmed' });
    expect(peerOf(0).watched()).toBe(true);
    expect(rig.of('call.answered')).toMatchObject([{ call: 'c1', waited: 3000 }]);
  });

  it('falls back to the other edge when the answer cannot be sent', async () => {
    rig = await startedRig();
    const a = invite('c1', 'A');
    const b = invite('c1', 'B');
    a.mode = 'network';
    await settle();
    rig.send('queue.answerNext', {});
    await settle();
    expect(b.state()).toBe('confirmed');
    expect(rig.of('call.answerFailed')).toEqual([]);
    expect(rig.audio.openPeers()).toHaveLength(1);
  });

  it('hung up at once, a call does not show itself again by the INVITE that the other edge is still to cancel', async () => {
    rig = await startedRig();
    invite('c1', 'A');
    const other = invite('c1', 'B');
    await settle();
    rig.send('queue.answerNext', {});
    await settle();
    rig.send('call.hangUp', { call: 'c1' });
    await settle();
    expect(rig.snapshot()).toMatchObject({ calls: [], waiting: [], unanswered: [] });
    expect(other.state()).toBe('abandoned');
    // Offered anew by the exchange, it is a call in line like any other.
    await rig.clock.run(1000);
    invite('c1', 'B');
    await settle();
    expect(rig.snapshot().waiting).toMatchObject([{ call: 'c1' }]);
  });

  it('an answer that never comes about is given up, and the call is in line again', async () => {
    rig = await startedRig();
    invite('c1').mode = 'stuck';
    await settle();
    rig.send('queue.answerNext', {});
    await rig.clock.run(10_000);
    expect(rig.of('call.answerFailed')).toMatchObject([{ reason: 'timeout' }]);
    expect(rig.snapshot()).toMatchObject({ calls: [], waiting: [{ call: 'c1', withdrawn: true }] });
    await rig.clock.run(20_000);
    expect(rig.snapshot().unanswered).toMatchObject([{ call: 'c1', kind: 'abandoned' }]);
  });

  it('a colleague who was faster has it: never missed, and what was put on hold is back', async () => {
    rig = await startedRig();
    await answered('c0');
    const leg = invite('c1');
    leg.mode = 'stuck';
    await settle();
    rig.send('queue.answer', { call: 'c1' });
    expect(state('c0')?.held.operator).toBe(true);
    leg.cancel(elsewhere);
    await settle();
    expect(rig.of('call.answerFailed')).toMatchObject([{ reason: 'elsewhere' }]);
    expect(rig.of('call.answeredElsewhere')).toMatchObject([{ call: 'c1' }]);
    expect(rig.snapshot()).toMatchObject({
      waiting: [],
      unanswered: [],
      calls: [{ call: 'c0', held: { operator: false } }],
    });
  });

  it('a caller who gives up in the very moment of the answer is listed', async () => {
    rig = await startedRig();
    const leg = invite('c1');
    leg.mode = 'gone';
    await settle();
    rig.send('queue.answer', { call: 'c1' });
    leg.cancel();
    await rig.clock.run(20_000);
    expect(rig.snapshot()).toMatchObject({
      calls: [],
      waiting: [],
      unanswered: [{ call: 'c1', kind: 'abandoned' }],
    });
  });

  it('a cancel on the other edge after our own answer is not elsewhere, nor is the early end then', async () => {
    rig = await startedRig();
    const a = invite('c1', 'A');
    const b = invite('c1', 'B');
    a.autoAck = false;
    await settle();
    rig.send('queue.answerNext', {});
    await settle();
    b.cancel({ protocol: 'Q.850', cause: 26 });
    a.ack();
    a.bye();
    expect(rig.snapshot()).toMatchObject({
      calls: [],
      waiting: [],
      unanswered: [{ call: 'c1', kind: 'broke' }],
    });
    expect(rig.of('call.answeredElsewhere')).toEqual([]);
  });

  it('two 200s that crossed: without ACK or sound the colleague has it, with sound it is ours', async () => {
    rig = await startedRig();
    const crossed = async (call: string) => {
      const a = invite(call, 'A');
      const b = invite(call, 'B');
      a.autoAck = false;
      await settle();
      rig.send('queue.answer', { call });
      await settle();
      b.cancel(elsewhere);
    };
    await crossed('c1');
    await rig.clock.run(5000);
    expect(rig.of('call.ended')).toMatchObject([{ call: 'c1', by: 'elsewhere', talked: 0 }]);
    await crossed('c2');
    rig.audio.openPeers()[0]?.handlers.handleFirstAudio(rig.clock.mono());
    await rig.clock.run(6000);
    expect(state('c2')?.state).toBe('answering');
    expect(rig.snapshot().unanswered).toEqual([]);
  });

  it('a 200 that goes out although a colleague has it: without ACK it is given up as the others', async () => {
    rig = await startedRig();
    const a = invite('c1', 'A');
    const b = invite('c1', 'B');
    a.autoAck = false;
    await settle();
    rig.send('queue.answer', { call: 'c1' });
    b.cancel(elsewhere);
    await settle();
    expect(a.state()).toBe('accepted');
    await rig.clock.run(5000);
    expect(rig.of('call.ended')).toMatchObject([{ call: 'c1', by: 'elsewhere', talked: 0 }]);
    expect(rig.snapshot()).toMatchObject({ calls: [], waiting: [], unanswered: [] });
  });

  it('brutt etter svar: listed before the end, and not when the talk was had', async () => {
    rig = await startedRig();
    const first = await answered('c1');
    await rig.clock.run(1000);
    first.bye();
    expect(rig.story().slice(-2)).toEqual(['call.brokeAfterAnswer:c1', 'call.ended:c1']);
    const second = await answered('c2');
    peerOf(1).handlers.handleFirstAudio(rig.clock.mono());
    await rig.clock.run(5000);
    second.bye();
    expect(rig.snapshot().unanswered.map((item) => item.call)).toEqual(['c1']);
    expect(rig.of('call.ended').at(-1)).toMatchObject({ by: 'peer', talked: 5000 });
  });

  it('a caller whom the exchange has in line again is in line here too, not listed', async () => {
    rig = await startedRig();
    const a = await answered('c1');
    invite('c1', 'B');
    a.bye();
    expect(rig.snapshot()).toMatchObject({
      calls: [],
      unanswered: [],
      waiting: [{ call: 'c1', withdrawn: false }],
    });
  });

  it('a dead leg gives way when its caller is offered again; a live one does not', async () => {
    rig = await startedRig();
    await answered('c1');
    await rig.clock.run(5000);
    invite('c1', 'B');
    await rig.clock.run(5000);
    expect(state('c1')?.state).toBe('up');
    peerOf(0).handlers.handleSilent('heard', 3);
    await settle();
    expect(rig.snapshot()).toMatchObject({ calls: [], waiting: [{ call: 'c1' }] });
  });

  it('answering a second call holds the first, and resume swaps', async () => {
    rig = await startedRig();
    await answered('c1');
    await answered('c2');
    expect([peerOf(0).source(), peerOf(0).heard()]).toEqual(['hold', false]);
    expect([peerOf(1).source(), peerOf(1).heard()]).toEqual(['microphone', true]);
    rig.send('call.resume', { call: 'c1' });
    expect([peerOf(0).source(), peerOf(1).source()]).toEqual(['microphone', 'hold']);
    expect(state('c2')?.held.operator).toBe(true);
  });

  it('mute outlives hold', async () => {
    rig = await startedRig();
    await answered('c1');
    rig.send('call.mute', { call: 'c1', on: true });
    rig.send('call.hold', { call: 'c1' });
    rig.send('call.resume', { call: 'c1' });
    expect(peerOf(0).sent.slice(-3)).toEqual(['silence', 'hold', 'silence']);
    expect(state('c1')?.muted).toBe(true);
  });

  it('a caller on hold for long is an alarm, until resumed', async () => {
    rig = await startedRig();
    await answered('c1');
    rig.send('call.hold', { call: 'c1' });
    await rig.clock.run(30_000);
    expect(rig.snapshot().alarms).toMatchObject([{ kind: 'call.heldLong', call: 'c1' }]);
    rig.send('call.resume', { call: 'c1' });
    await settle();
    expect(rig.snapshot().alarms).toEqual([]);
  });

  it('sends digits, and says when it cannot', async () => {
    rig = await startedRig();
    await answered('c1');
    rig.send('call.dtmf', { call: 'c1', digits: '12#' });
    await settle();
    expect(peerOf(0).digits).toEqual(['12#']);
    expect(rig.of('call.dtmfSent')).toHaveLength(1);
    rig.audio.failDtmf(true);
    rig.send('call.dtmf', { call: 'c1', digits: '1' });
    await settle();
    expect(rig.of('command.refused')).toMatchObject([
      { command: 'call.dtmf', error: { code: 'dtmf.unavailable' } },
    ]);
  });

  it('refuses what cannot be done', async () => {
    rig = await startedRig();
    expect(rig.send('call.hold', { call: 'nobody' })).toMatchObject({
      ok: false,
      error: { code: 'call.unknown' },
    });
    rig.send('call.dial', { target: '90000002' });
    const { call } = rig.snapshot().calls[0]!;
    expect(rig.send('call.hold', { call })).toMatchObject({ ok: false, error: { code: 'call.notUp' } });
    expect(rig.send('call.dial', { target: '?' })).toMatchObject({
      ok: false,
      error: { code: 'dial.target' },
    });
    expect(rig.send('call.dial', { target: '1', queue: 'none' })).toMatchObject({
      ok: false,
      error: { code: 'queue.unknown' },
    });
    expect(rig.of('command.refused')).toHaveLength(4);
  });

  it('dials, hears the network’s tones, and is connected', async () => {
    rig = await startedRig();
    rig.send('call.dial', { target: '90 00 00 02', queue: '113' });
    const [leg] = rig.flow('A').outgoing;
    expect(leg?.options).toMatchObject({
      target: 'sip:90000002@test.invalid',
      from: 'sip:113@test.invalid',
      headers: [],
    });
    expect(peerOf(0).heard()).toBe(true);
    leg?.ring();
    expect(rig.snapshot().calls[0]).toMatchObject({ state: 'dialling', progress: 180 });
    expect(peerOf(0).sent).toEqual([]);
    leg?.answer();
    expect(rig.snapshot().calls[0]).toMatchObject({ state: 'up' });
    expect(peerOf(0).source()).toBe('microphone');
    peerOf(0).handlers.handleQuality(
      { heard: 4, beingHeard: 4, mos: 4.3, rttMs: 1, lossShare: 0, jitterMs: 1 },
      'PCMA',
    );
    expect(rig.snapshot().calls[0]?.codec).toBe('PCMA');
  });

  it('dials over the other edge when one cannot, and not again when the other end refuses', async () => {
    rig = await startedRig();
    rig.send('call.dial', { target: '90000002' });
    rig.flow('A').outgoing[0]?.refuse(503);
    rig.flow('B').outgoing[0]?.refuse(486);
    await settle();
    expect(rig.of('call.dialled')).toHaveLength(1);
    expect(rig.of('call.ended')).toMatchObject([{ by: 'peer', reason: 'sip.486', talked: 0 }]);
  });

  it('says that there is no edge to call over', async () => {
    rig = await startedRig();
    for (const edge of ['A', 'B'] as const) rig.flow(edge).cut();
    expect(rig.send('call.dial', { target: '1' })).toMatchObject({
      ok: false,
      error: { code: 'network.noEdge' },
    });
  });

  it('a call that is answered while another is being talked in waits on hold', async () => {
    rig = await startedRig();
    rig.send('call.dial', { target: '90000002' });
    await answered('c1');
    rig.flow('A').outgoing[0]?.answer();
    const { calls } = rig.snapshot();
    expect(calls.map((item) => [item.direction, item.held.operator])).toEqual([
      ['outgoing', true],
      ['incoming', false],
    ]);
  });

  it('calls back with the header that gets through, and marks the entry when it connects', async () => {
    rig = await startedRig();
    invite('c1').cancel();
    await rig.clock.run(20_000);
    rig.send('unanswered.callBack', { call: 'c1' });
    const [leg] = rig.flow('A').outgoing;
    expect(leg?.options).toEqual({
      target: 'sip:+4790000001@test.invalid',
      from: 'sip:113@test.invalid',
      headers: [['Priority', 'psap-callback']],
    });
    expect(rig.snapshot().unanswered[0]?.calledBackBy).toBeUndefined();
    leg?.answer();
    expect(rig.snapshot().unanswered[0]?.calledBackBy).toBe(rig.snapshot().calls[0]?.call);
  });

  it('a hang up while the answer is under way becomes a BYE, never a refusal', async () => {
    rig = await startedRig();
    const leg = invite('c1');
    await settle();
    rig.send('queue.answerNext', {});
    rig.send('call.hangUp', { call: 'c1' });
    await settle();
    expect(leg.terminated()).toBe(true);
    expect(rig.of('call.ended')).toMatchObject([{ by: 'operator', reason: 'hungUp' }]);
  });

  it('calls outlive their edge; the goodbye is said when it is back', async () => {
    rig = await startedRig();
    const leg = await answered('c1');
    rig.flow('A').reachable = false;
    rig.flow('A').cut();
    await rig.clock.run(60_000);
    expect(state('c1')?.state).toBe('up');
    rig.send('call.hangUp', { call: 'c1' });
    expect(leg.terminated()).toBe(false);
    rig.flow('A').reachable = true;
    await rig.clock.run(6000);
    expect(leg.terminated()).toBe(true);
  });

  it('an edge that is back gets a re-INVITE for each live dialog, with an ICE restart where nothing comes', async () => {
    rig = await startedRig();
    const leg = await answered('c1');
    rig.flow('A').cut();
    await rig.clock.run(1000);
    expect(leg.reinvites).toEqual([{ iceRestart: false }]);
    peerOf(0).carry(false);
    rig.flow('A').cut();
    await rig.clock.run(1000);
    expect(leg.reinvites).toEqual([{ iceRestart: false }, { iceRestart: true }]);
  });

  it('a path that was lost is no trouble of the leg that replaces it', async () => {
    rig = await startedRig();
    const leg = await answered('c1');
    peerOf(0).handlers.handlePathLost();
    leg.handlers().handleRemoteDirection('sendonly');
    expect(state('c1')?.held.peer).toBe(true);
    const dialog = leg.dialog();
    if (!dialog) throw new Error('no dialog');
    const next = rig.flow('A').invited({ replaces: dialog });
    await settle();
    next.ack();
    await rig.clock.run(10_000);
    expect(next.reinvites).toEqual([]);
    expect(state('c1')?.held.peer).toBe(false);
  });

  it('lost sound is mended until it is back, and the flows are looked at', async () => {
    rig = await startedRig();
    const leg = await answered('c1');
    peerOf(0).handlers.handlePathLost();
    await settle();
    expect(rig.flow('A').pings()).toBe(1);
    await rig.clock.run(2000);
    expect(leg.reinvites).toHaveLength(2);
    peerOf(0).handlers.handlePathBack();
    await rig.clock.run(10_000);
    expect(leg.reinvites).toHaveLength(2);
  });

  it('tells the first sound from the press, silences, and quality when it changes', async () => {
    rig = await startedRig();
    await answered('c1');
    const { handlers } = peerOf(0);
    handlers.handleFirstAudio(rig.clock.mono() + 21);
    handlers.handleSilent('heard', 3);
    expect(state('c1')?.silent).toEqual({ heard: true, beingHeard: false });
    handlers.handleAudioBack('heard');
    const quality = { heard: 4, beingHeard: 4, mos: 4.4, rttMs: 1, lossShare: 0, jitterMs: 0 };
    for (const heard of [4, 4, 3]) handlers.handleQuality({ ...quality, heard }, 'opus');
    expect(rig.of('audio.first')).toMatchObject([{ msAfterPress: 21 }]);
    expect(rig.of('quality')).toHaveLength(2);
    expect(rig.of('call.connected')).toHaveLength(1);
  });

  it('is told when the other end holds', async () => {
    rig = await startedRig();
    const leg = await answered('c1');
    leg.handlers().handleRemoteDirection('sendonly');
    leg.handlers().handleRemoteDirection('inactive');
    leg.handlers().handleRemoteDirection('sendrecv');
    expect(rig.of('call.held', 'call.resumed').map((event) => [event.type, event.by])).toEqual([
      ['call.held', 'peer'],
      ['call.resumed', 'peer'],
    ]);
  });

  it('a leg that replaces another takes its place in the same call', async () => {
    rig = await startedRig();
    const old = await answered('c1');
    const replaces = old.dialog()!;
    const next = rig.flow('B').invited({ replaces });
    await settle();
    expect([old.terminated(), next.state()]).toEqual([true, 'confirmed']);
    expect(rig.snapshot()).toMatchObject({ waiting: [], calls: [{ call: 'c1', state: 'up' }] });
    expect(rig.audio.openPeers()).toHaveLength(1);
    next.bye();
    expect(rig.snapshot().calls).toEqual([]);
  });
});
