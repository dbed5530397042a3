import { afterEach, describe, expect, it } from 'vitest';
import { parseEvent, snapshotSchema } from '../contract/index.ts';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('engine', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));

  it('registers both edges, own address first, and is ready', async () => {
    rig = await startedRig();
    expect(rig.flow('A').registrations.map((item) => item.aor)).toEqual([
      'sip:pos3@test.invalid',
      'sip:113@test.invalid',
      'sip:116117@test.invalid',
    ]);
    expect(rig.story().slice(0, 2)).toEqual(['engine.started', 'signedIn']);
    expect(rig.snapshot().position.state).toBe('ready');
    expect(rig.snapshot().edges.map((edge) => edge.state)).toEqual(['connected', 'connected']);
    expect(rig.folded()).toEqual(rig.snapshot());
  });

  it('answers a call that both edges offer as one row, over one of them', async () => {
    rig = await startedRig();
    const headers = [['X-Call', 'c1']] as const;
    const a = rig.flow('A').invited({ headers });
    const b = rig.flow('B').invited({ headers });
    await settle();
    expect(rig.snapshot().waiting).toHaveLength(1);
    expect(rig.send('queue.answerNext', {})).toMatchObject({ ok: true });
    expect(rig.story().at(-1)).toBe('call.answering:c1');
    await settle();
    b.cancel({ protocol: 'Q.850', cause: 26 });
    await settle();
    expect(a.state()).toBe('confirmed');
    expect(rig.snapshot()).toMatchObject({
      waiting: [],
      calls: [{ call: 'c1', state: 'up' }],
      unanswered: [],
    });
    expect(rig.of('call.answeredElsewhere')).toEqual([]);
    rig.send('call.hangUp', { call: 'c1' });
    await settle();
    expect(a.terminated()).toBe(true);
    expect(rig.snapshot().calls).toEqual([]);
    expect(rig.folded()).toEqual(rig.snapshot());
  });

  it('carries out a command at most once', async () => {
    rig = await startedRig();
    const command = { id: 'k1', at: 0, from: 'hid', type: 'position.pause', confirmed: true } as const;
    expect(rig.engine.handleCommand(command)).toMatchObject({ ok: true });
    expect(rig.engine.handleCommand(command)).toMatchObject({
      ok: false,
      error: { code: 'command.repeated' },
    });
    await settle();
  });

  it('hands reports on, numbered like all else', async () => {
    rig = await startedRig();
    rig.engine.handleReport({ type: 'process.lost', payload: { which: 'journal' } });
    rig.engine.handleReport({ type: 'process.back', payload: { which: 'journal' } });
    expect(rig.of('process.lost', 'process.back')).toHaveLength(2);
    expect(rig.events.map((event) => event.seq)).toEqual(rig.events.map((_, index) => index + 1));
  });

  it('every event it makes is one that the contract can read', async () => {
    rig = await startedRig();
    const leg = rig.flow('A').invited({
      headers: [
        ['X-Call', 'c1'],
        ['X-Recording', 'on'],
      ],
    });
    await settle();
    rig.send('queue.answerNext', {});
    await settle();
    rig.send('call.hold', { call: 'c1' });
    await rig.clock.run(31_000);
    leg.bye();
    rig.flow('A').dropped('parse');
    rig.send('call.dial', { target: '1' });
    await rig.clock.run(1000);
    for (const event of rig.events) expect(parseEvent(structuredClone(event))).toEqual(event);
    expect(snapshotSchema.parse(structuredClone(rig.snapshot()))).toEqual(rig.snapshot());
  });

  it('a reader of events that fails harms nobody', async () => {
    rig = await startedRig();
    rig.events.push = () => {
      throw new Error('full');
    };
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    expect(rig.snapshot().waiting).toHaveLength(1);
    expect(rig.logger.lines.some((line) => line.level === 'error')).toBe(true);
  });

  it('a clock that jumps is told, and the flows are looked at', async () => {
    rig = await startedRig();
    rig.clock.jumpWall(3_600_000);
    await rig.clock.run(1000);
    expect(rig.of('clock.jumped')).toMatchObject([{ ms: 3_600_000 }]);
    expect(rig.flow('A').pings()).toBe(1);
    const [alarm] = rig.snapshot().alarms;
    expect(alarm).toMatchObject({ kind: 'clock.jumped', rank: 2, values: { seconds: 3600 } });
    rig.send('alarm.acknowledge', { alarm: alarm?.id ?? '' });
    await rig.clock.run(10_000);
    expect(rig.snapshot().alarms).toEqual([]);
  });

  it('a log that cannot be written is an alarm until it can be', async () => {
    rig = await startedRig();
    rig.engine.handleReport({ type: 'journal.failed', payload: {} });
    expect(rig.snapshot().alarms).toMatchObject([{ kind: 'journal.failed', rank: 2 }]);
    rig.engine.handleReport({ type: 'journal.opened', payload: {} });
    expect(rig.snapshot().alarms).toEqual([]);
  });
});
