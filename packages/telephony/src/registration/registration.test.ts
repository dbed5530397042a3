import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, createRig, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('registration', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));

  it('reconnects for ever, and registers again each time', async () => {
    rig = await startedRig();
    const a = rig.flow('A');
    a.reachable = false;
    a.cut();
    await rig.clock.run(60_000);
    expect(a.connects()).toBeGreaterThan(10);
    expect(rig.snapshot().edges[0]).toMatchObject({ state: 'lost', registered: [] });
    a.reachable = true;
    await rig.clock.run(6000);
    expect(rig.snapshot().edges[0]).toMatchObject({ state: 'connected', attempt: 0 });
    expect(rig.snapshot().edges[0]?.registered).toHaveLength(3);
    expect(rig.of('outage.began')).toEqual([]);
  });

  it('finds a socket that died silently by two pings', async () => {
    rig = await startedRig();
    rig.flow('B').answersPings = false;
    await rig.clock.run(10_500);
    expect(rig.of('edge.lost')).toMatchObject([{ edge: 'B', reason: 'keepalive' }]);
  });

  it('looks at once when the PC woke up', async () => {
    rig = await startedRig();
    rig.engine.handleWoke();
    expect([rig.flow('A').pings(), rig.flow('B').pings()]).toEqual([1, 1]);
    await settle();
  });

  it('tells a refused secret with its status', async () => {
    rig = await startedRig({
      prepare: ({ sip }) => {
        sip.onFlow = (flow) => {
          flow.outcome = () => ({ ok: false, status: 403, reason: 'Forbidden' });
        };
      },
    });
    expect(rig.snapshot().edges[0]).toMatchObject({
      state: 'connected',
      registered: [],
      refused: [{ status: 403 }, { status: 403 }, { status: 403 }],
    });
    expect(rig.snapshot().position.state).toBe('starting');
  });

  it('keeps the own address and drops the queues on both edges while paused', async () => {
    rig = await startedRig();
    rig.send('position.pause', { confirmed: true });
    await settle();
    for (const edge of ['A', 'B'] as const)
      expect([...rig.flow(edge).bound]).toEqual(['sip:pos3@test.invalid']);
    rig.send('position.ready', {});
    await settle();
    for (const edge of ['A', 'B'] as const) expect(rig.flow(edge).bound.size).toBe(3);
  });

  it('says when no call can come in, and when one can again', async () => {
    rig = await startedRig();
    for (const edge of ['A', 'B'] as const) {
      rig.flow(edge).reachable = false;
      rig.flow(edge).cut();
    }
    expect(rig.snapshot().outageSince).toBeDefined();
    await rig.clock.run(5000);
    rig.flow('B').reachable = true;
    await rig.clock.run(6000);
    expect(rig.snapshot().outageSince).toBeUndefined();
    const [ended] = rig.of('outage.ended');
    expect(ended && ended.to - ended.from).toBeGreaterThan(4000);
  });

  it('says so too when neither edge can be reached from the start', async () => {
    rig = await startedRig({
      prepare: ({ sip }) => {
        sip.onFlow = (flow) => {
          flow.reachable = false;
        };
      },
    });
    expect(rig.of('outage.began')).toHaveLength(1);
    expect(rig.snapshot().position.state).toBe('starting');
  });

  it('measures the clock against the exchange and raises an alarm beyond two seconds', async () => {
    let behind = 5000;
    const date = () => new Date(rig.clock.wall() - behind).toUTCString();
    rig = createRig({
      prepare: ({ sip }) => {
        sip.onFlow = (flow) => {
          flow.outcome = () => ({ ok: true, expires: 120, date: date() });
        };
      },
    });
    void rig.engine.start();
    await settle();
    expect(rig.snapshot().clockSkewMs).toBe(4500);
    expect(rig.snapshot().alarms).toMatchObject([{ kind: 'clock.skew' }]);
    behind = 0;
    await rig.clock.run(80_000);
    expect(rig.snapshot().clockSkewMs).toBe(0);
    expect(rig.snapshot().alarms).toEqual([]);
  });
});
