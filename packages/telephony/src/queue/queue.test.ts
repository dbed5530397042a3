import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, elsewhere, loseRace, settle, startedRig } from '../testing/index.ts';
import type { Invite, Rig } from '../testing/index.ts';
import { lateBranchMs } from './arrivals.ts';

describe('queue', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const invite = (call: string, edge: 'A' | 'B' = 'A', more: Invite = {}) =>
    rig.flow(edge).invited({ ...more, headers: [['X-Call', call], ...(more.headers ?? [])] });
  const waiting = () => rig.snapshot().waiting.map((row) => row.call);

  it('makes one row of two INVITEs when the exchange’s name agrees, or Call-ID and From-tag', async () => {
    rig = await startedRig();
    invite('c1', 'A');
    invite('c1', 'B');
    rig.flow('A').invited({ callId: 'x', fromTag: 't' });
    rig.flow('B').invited({ callId: 'x', fromTag: 't' });
    rig.flow('B').invited({ callId: 'x', fromTag: 'other' });
    expect(waiting()).toEqual(['c1', 'x;t', 'x;other']);
  });

  it('a call that made room for another is neither abandoned nor answered: it waits on at the exchange', async () => {
    rig = await startedRig();
    const crowded = { protocol: 'SIP', cause: 480, text: 'crowded' };
    const first = invite('c1', 'A');
    const second = invite('c1', 'B');
    first.cancel(crowded);
    expect(waiting()).toEqual(['c1']);
    second.cancel(crowded);
    expect(waiting()).toEqual([]);
    expect(rig.of('call.left')).toMatchObject([{ call: 'c1', why: 'crowded' }]);
    expect(rig.snapshot().unanswered).toEqual([]);
    invite('c1', 'A');
    expect(waiting()).toEqual(['c1']);
  });

  it('tells who is first: urgency, then the longest wait by the exchange’s stamp', async () => {
    rig = await startedRig();
    const now = rig.clock.wall();
    invite('public', 'A', { to: '116117', headers: [['X-Came-In', `${now - 90_000}`]] });
    invite('late', 'A', { headers: [['X-Came-In', `${now - 1000}`]] });
    invite('early', 'B', { headers: [['X-Came-In', `${now - 9000}`]] });
    for (const call of ['early', 'late', 'public']) {
      rig.send('queue.answerNext', {});
      await settle();
      expect(rig.of('call.answering').at(-1)?.call).toBe(call);
    }
    expect(rig.send('queue.answerNext', {})).toMatchObject({ ok: false, error: { code: 'queue.empty' } });
  });

  it('a second press while the first is being answered is the same press', async () => {
    rig = await startedRig();
    invite('c1');
    invite('c2');
    rig.send('queue.answerNext', {});
    expect(rig.send('queue.answerNext', {})).toMatchObject({ ok: false, error: { code: 'call.answering' } });
    await settle();
    expect(waiting()).toEqual(['c2']);
  });

  it.each([
    ['a proxy', elsewhere],
    ['a B2BUA', loseRace],
  ])('a colleague answered: never missed (%s)', async (_name, reason) => {
    rig = await startedRig();
    const a = invite('c1', 'A');
    const b = invite('c1', 'B');
    a.cancel(reason);
    b.cancel(reason);
    expect(rig.of('call.answeredElsewhere')).toHaveLength(1);
    expect(rig.snapshot()).toMatchObject({ waiting: [], unanswered: [] });
  });

  it('a branch of the other edge that comes after a colleague’s answer was told is not shown', async () => {
    rig = await startedRig();
    invite('c1', 'A').cancel(elsewhere);
    const late = invite('c1', 'B');
    await rig.clock.run(100);
    expect(waiting()).toEqual([]);
    late.cancel(elsewhere);
    await rig.clock.run(5000);
    expect(rig.of('call.waiting')).toHaveLength(1);
    expect(rig.of('call.answeredElsewhere')).toHaveLength(1);
  });

  it('one that still stands a moment later is an offer like any other', async () => {
    rig = await startedRig();
    invite('c1', 'A').cancel(elsewhere);
    invite('c1', 'B');
    await rig.clock.run(lateBranchMs);
    expect(waiting()).toEqual(['c1']);
  });

  it('a caller who gives up is held back, then listed with the true wait', async () => {
    rig = await startedRig();
    const leg = invite('c1');
    await rig.clock.run(7000);
    leg.cancel();
    expect(rig.snapshot().waiting).toMatchObject([{ call: 'c1', withdrawn: true }]);
    expect(rig.send('queue.answer', { call: 'c1' })).toMatchObject({ ok: false });
    await rig.clock.run(20_000);
    expect(rig.snapshot()).toMatchObject({
      waiting: [],
      unanswered: [{ call: 'c1', kind: 'abandoned', waited: 7000 }],
    });
  });

  it('an offer that is renewed is the same row, with its first wait', async () => {
    rig = await startedRig();
    const leg = invite('c1');
    const since = rig.snapshot().waiting[0]?.since;
    await rig.clock.run(5000);
    leg.cancel();
    await rig.clock.run(5000);
    invite('c1');
    expect(rig.snapshot().waiting).toMatchObject([{ call: 'c1', withdrawn: false, since }]);
    await rig.clock.run(30_000);
    expect(rig.of('call.waiting')).toHaveLength(1);
    expect(rig.of('call.abandoned')).toEqual([]);
  });

  it('one cancelled leg of two changes nothing', async () => {
    rig = await startedRig();
    invite('c1', 'A').cancel();
    invite('c1', 'A');
    const b = invite('c1', 'B');
    rig.flow('A').incoming.at(-1)?.cancel();
    await rig.clock.run(60_000);
    expect(rig.snapshot().waiting).toMatchObject([{ withdrawn: false }]);
    b.cancel();
    await rig.clock.run(20_000);
    expect(rig.of('call.abandoned')).toHaveLength(1);
  });

  it('an abandoned caller who comes again is in line and no longer in the list', async () => {
    rig = await startedRig();
    invite('c1').cancel();
    await rig.clock.run(21_000);
    expect(rig.snapshot().unanswered).toHaveLength(1);
    invite('c1');
    expect(rig.snapshot()).toMatchObject({ waiting: [{ call: 'c1' }], unanswered: [] });
  });

  it('a direct call is a row without a queue and is not held back', async () => {
    rig = await startedRig();
    const leg = rig.flow('A').invited({ to: 'pos3', callId: 'd', fromTag: '1' });
    expect(rig.snapshot().waiting).toMatchObject([{ call: 'd;1', category: 'office' }]);
    expect(rig.snapshot().waiting[0]).not.toHaveProperty('queue');
    leg.cancel();
    expect(rig.snapshot()).toMatchObject({ waiting: [], unanswered: [{ call: 'd;1' }] });
  });

  it('a lost edge leaves the row to the other one', async () => {
    rig = await startedRig();
    const a = invite('c1', 'A');
    invite('c1', 'B');
    rig.flow('A').cut();
    expect(a.state()).toBe('abandoned');
    expect(rig.snapshot().waiting).toMatchObject([{ withdrawn: false }]);
    rig.send('queue.answerNext', {});
    await settle();
    expect(rig.flow('B').incoming[0]?.state()).toBe('confirmed');
  });

  it('a row whose only edge is lost is held back and comes again with the registration', async () => {
    rig = await startedRig();
    invite('c1', 'A');
    rig.flow('A').cut();
    expect(rig.snapshot().waiting).toMatchObject([{ withdrawn: true }]);
    await rig.clock.run(1000);
    invite('c1', 'A');
    expect(rig.snapshot().waiting).toMatchObject([{ withdrawn: false }]);
    await rig.clock.run(60_000);
    expect(rig.of('call.abandoned', 'call.answeredElsewhere')).toEqual([]);
  });

  it('after an outage, what did not come again may have been missed; what did is in line', async () => {
    rig = await startedRig();
    invite('back', 'A');
    invite('missed', 'B');
    for (const edge of ['A', 'B'] as const) {
      rig.flow(edge).reachable = false;
      rig.flow(edge).cut();
    }
    await rig.clock.run(60_000);
    expect(rig.snapshot().waiting).toMatchObject([{ withdrawn: true }, { withdrawn: true }]);
    rig.flow('A').reachable = true;
    await rig.clock.run(6000 - 1000);
    invite('back', 'A');
    await rig.clock.run(4000);
    expect(rig.snapshot()).toMatchObject({
      waiting: [{ call: 'back', withdrawn: false }],
      unanswered: [{ call: 'missed', kind: 'possiblyMissed' }],
    });
    expect(rig.of('outage.ended')).toMatchObject([{ possiblyMissed: [{ call: 'missed' }] }]);
    expect(rig.snapshot().outageSince).toBeUndefined();
  });

  it('hiding is local, out of the line, and ends at the queue’s limit', async () => {
    rig = await startedRig();
    const leg = invite('c1');
    expect(rig.send('queue.hide', { call: 'c1' })).toMatchObject({ ok: true });
    expect(rig.send('queue.answerNext', {})).toMatchObject({ ok: false });
    expect(leg.state()).toBe('ringing');
    await rig.clock.run(10_000);
    expect(rig.of('call.unhidden')).toMatchObject([{ why: 'limit' }]);
    rig.send('queue.hide', { call: 'c1' });
    rig.send('queue.unhide', { call: 'c1' });
    expect(rig.snapshot().waiting).toMatchObject([{ hidden: false }]);
  });

  it('hiding ends when nobody else is there, and is refused then', async () => {
    rig = await startedRig();
    invite('c1');
    rig.send('queue.hide', { call: 'c1' });
    rig.engine.handleOthersReady(0);
    expect(rig.of('call.unhidden')).toMatchObject([{ why: 'alone' }]);
    expect(rig.send('queue.hide', { call: 'c1' })).toMatchObject({
      ok: false,
      error: { code: 'queue.nobodyElse' },
    });
  });

  it('an unattended call rings as an alarm, paused or not, and is plain again when somebody is ready', async () => {
    rig = await startedRig();
    rig.send('position.pause', { confirmed: true });
    const alarm = invite('c1', 'A', { to: 'alarm-113', headers: [['X-Alarm', 'unattended']] });
    await settle();
    expect(rig.snapshot()).toMatchObject({
      waiting: [{ queue: '113', unattended: true }],
      alarms: [{ kind: 'call.unattended', call: 'c1' }],
    });
    expect(rig.audio.rings.at(-1)).toEqual({ kind: 'alarm' });
    rig.send('position.ready', {});
    invite('c1', 'A');
    alarm.cancel();
    await settle();
    expect(rig.snapshot()).toMatchObject({ waiting: [{ unattended: false }], alarms: [] });
    expect(rig.of('call.abandoned')).toEqual([]);
  });

  it.each([
    [
      'because others are rung: it waits on, and nobody need call back',
      { protocol: 'SIP', cause: 302 },
      'call.left',
    ],
    ['for no reason: the caller has given up', undefined, 'call.abandoned'],
  ] as const)('an alarm that ends %s', async (_why, reason, end) => {
    rig = await startedRig();
    rig.send('position.pause', { confirmed: true });
    const alarm = invite('c1', 'A', { to: 'alarm-113', headers: [['X-Alarm', 'unattended']] });
    await settle();
    alarm.cancel(...(reason ? [reason] : []));
    await rig.clock.run(60_000);
    expect(rig.snapshot()).toMatchObject({ waiting: [], alarms: [] });
    const ends = (['call.left', 'call.abandoned', 'call.answeredElsewhere'] as const).flatMap((type) =>
      rig.of(type).map(({ call }) => [type, call]),
    );
    expect(ends).toEqual([[end, 'c1']]);
  });

  it('more that becomes known is told without a new row', async () => {
    rig = await startedRig();
    invite('c1', 'A', { headers: [['X-Queue-Length', '2']] });
    invite('c1', 'B', {
      headers: [
        ['X-Queue-Length', '5'],
        ['P-Asserted-Identity', '<sip:+4790000001@x>'],
      ],
    });
    expect(rig.snapshot().waiting).toMatchObject([{ queueLength: 5, caller: { assertedBy: 'network' } }]);
  });
});
