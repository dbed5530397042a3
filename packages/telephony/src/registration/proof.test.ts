import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, exampleOperators, settle, startedRig } from '../testing/index.ts';
import type { FakeFlow, Rig, RigOptions } from '../testing/index.ts';
import { proofTimeoutMs } from './proof.ts';

const own = 'sip:pos3@test.invalid';
/** Twice as long as it takes to find out. */
const longEnough = 120_000;

describe('proof', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const proofs = () => rig.snapshot().edges.map((edge) => edge.proof);
  const alarms = () => rig.snapshot().alarms.map(({ kind, rank, values }) => [kind, rank, values?.['edge']]);
  const tokenOf = (flow: FakeFlow) => flow.proofs.at(-1)?.options.headers[0]?.[1] ?? '';
  const start = async (options: RigOptions = {}) => {
    rig = await startedRig(options);
    await rig.clock.run(1000);
  };
  const inAMood = (mood: (flow: FakeFlow) => void): RigOptions => ({
    prepare: ({ sip }) => {
      sip.onFlow = mood;
    },
  });

  it('registered alone is not good; an edge is when a call to the own address came back over it', async () => {
    rig = await startedRig();
    expect(rig.snapshot().edges.map(({ registered }) => registered.length)).toEqual([3, 3]);
    expect(proofs()).toEqual([undefined, undefined]);
    await rig.clock.run(1000);
    expect(proofs()).toEqual(['proven', 'proven']);
    expect(rig.flow('A').proofs[0]?.options).toMatchObject({ target: own, from: own });
  });

  it('is no call: nothing on the screen, nothing told, nothing rings, nothing prepared, no sound taken', async () => {
    await start();
    const peers = rig.audio.peers.length;
    await rig.clock.run(10 * 60_000);
    expect(rig.flow('A').proofs.length).toBeGreaterThan(15);
    expect(rig.events.filter(({ type, call }) => type.startsWith('call.') || call !== undefined)).toEqual([]);
    expect(rig.of('ring').filter(({ on }) => on)).toEqual([]);
    expect(rig.audio.peers).toHaveLength(peers);
    expect(rig.snapshot()).toMatchObject({ waiting: [], calls: [], unanswered: [] });
    expect(rig.of('edge.proven')).toHaveLength(2);
  });

  it('what is shown as good was proven within the last minute', async () => {
    await start();
    const last = rig.clock.mono();
    rig.flow('A').proving = 'nothing';
    while (proofs()[0] === 'proven') await rig.clock.run(1000);
    expect(rig.clock.mono() - last).toBeLessThanOrEqual(60_000);
    expect(proofs()).toEqual(['silent', 'proven']);
    expect(alarms()).toEqual([['edge.deaf', 2, 'A']]);
    rig.flow('A').proving = 'back';
    await rig.clock.run(longEnough);
    expect(proofs()).toEqual(['proven', 'proven']);
    expect(alarms()).toEqual([]);
  });

  it('one that does not come back is no alarm when the next one does', async () => {
    await start();
    rig.flow('A').proving = 'nothing';
    const before = rig.flow('A').proofs.length;
    while (rig.flow('A').proofs.length === before) await rig.clock.run(1000);
    rig.flow('A').proving = 'back';
    await rig.clock.run(longEnough);
    expect(rig.of('edge.unproven')).toEqual([]);
  });

  it('that an edge has waited for in vain is silent, not refused', async () => {
    await start(inAMood((flow) => (flow.proving = flow.edge === 'A' ? 408 : 504)));
    await rig.clock.run(30_000);
    expect(proofs()).toEqual(['silent', 'silent']);
  });

  it('no edge proven is worse than one', async () => {
    await start(inAMood((flow) => (flow.proving = flow.edge === 'A' ? 480 : 'nothing')));
    await rig.clock.run(longEnough);
    expect(proofs()).toEqual(['refused', 'silent']);
    expect(rig.of('edge.unproven')).toMatchObject([
      { edge: 'A', why: 'refused', status: 480 },
      { edge: 'B', why: 'silent' },
    ]);
    expect(alarms()).toEqual([
      ['position.deaf', 1, 'A'],
      ['position.deaf', 1, 'B'],
    ]);
  });

  it('a flow that takes no more calls is found: callers would not ring, either', async () => {
    await start();
    rig.flow('A').lose = () => true;
    await rig.clock.run(longEnough);
    expect(proofs()).toEqual(['silent', 'proven']);
    expect(rig.snapshot().dropped['flood']).toBeGreaterThan(1);
    rig.flow('A').lose = undefined;
    await rig.clock.run(longEnough);
    expect(proofs()).toEqual(['proven', 'proven']);
  });

  describe('is known by its token alone', () => {
    const invite = (headers: [string, string][], from = own) =>
      rig.flow('A').invited({ from, to: 'pos3', headers: [['X-Call', 'c1'], ...headers] });

    it.each([
      ['from the own address, without a token', () => []],
      ['with a token that nobody has sent', () => [['X-Proof', 'a'.repeat(64)]]],
      ['with an empty one', () => [['X-Proof', '']]],
      ['with the token in another header', () => [['X-Other', tokenOf(rig.flow('A'))]]],
      ['with the name of this installation alone', () => [['X-Proof', '6d6c6d207a2d4f0e9d2b0a3d5c1e7f10']]],
    ] as [string, () => [string, string][]][])('a call %s rings', async (_what, headers) => {
      await start(inAMood((flow) => (flow.proving = 'nothing')));
      const leg = invite(headers());
      await settle();
      expect(leg.state()).toBe('ringing');
      expect(rig.snapshot().waiting).toMatchObject([{ call: 'c1' }]);
      expect(proofs()).toEqual([undefined, undefined]);
      rig.send('queue.answer', { call: 'c1' });
      await settle();
      expect(rig.snapshot().calls).toMatchObject([{ call: 'c1', state: 'up' }]);
    });

    it('one that comes over the other edge proves neither, and does not ring', async () => {
      await start(inAMood((flow) => (flow.proving = 'nothing')));
      const leg = rig
        .flow('B')
        .invited({ from: own, to: 'pos3', headers: [['x-proof', tokenOf(rig.flow('A'))]] });
      await settle();
      expect(leg.state()).toBe('rejected');
      expect(proofs()).toEqual([undefined, undefined]);
    });

    it('one that comes too late proves nothing, and does not ring', async () => {
      await start(inAMood((flow) => (flow.proving = 'nothing')));
      const late = tokenOf(rig.flow('A'));
      await rig.clock.run(proofTimeoutMs + 3000);
      expect(tokenOf(rig.flow('A'))).not.toBe(late);
      const leg = rig.flow('A').invited({ from: own, to: 'pos3', headers: [['X-Proof', late]] });
      await settle();
      expect(leg.state()).toBe('rejected');
      expect(proofs()).toEqual([undefined, undefined]);
      expect(rig.snapshot().waiting).toEqual([]);
    });
  });

  it('is in the way of no call: one that comes, and one that is dialled, in the same moment', async () => {
    await start(inAMood((flow) => (flow.proving = 'nothing')));
    expect(rig.flow('A').proofs.at(-1)?.state()).toBe('calling');
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    rig.send('call.dial', { target: '90000002' });
    await settle();
    expect(rig.snapshot().waiting).toMatchObject([{ call: 'c1' }]);
    const [dialled] = rig.flow('A').outgoing;
    dialled?.answer();
    await settle();
    expect(rig.snapshot().calls).toMatchObject([{ direction: 'outgoing', state: 'up' }]);
    await rig.clock.run(longEnough);
    expect(rig.snapshot().calls).toMatchObject([{ direction: 'outgoing', state: 'up' }]);
    expect(rig.snapshot().waiting).toMatchObject([{ call: 'c1' }]);
  });

  it('whoever answers one is hung up on, and it is none', async () => {
    await start(inAMood((flow) => (flow.proving = 'nothing')));
    const [first] = rig.flow('A').proofs;
    first?.answer();
    await rig.clock.run(2000);
    expect(first?.terminated()).toBe(true);
    expect(proofs()[0]).toBeUndefined();
    expect(rig.snapshot().calls).toEqual([]);
    expect(rig.flow('A').proofs.length).toBeGreaterThan(1);
  });

  it('is over with the edge, and begins anew when it is registered again', async () => {
    await start();
    rig.flow('A').proving = 'nothing';
    rig.flow('A').cut();
    expect(proofs()).toEqual([undefined, 'proven']);
    await rig.clock.run(3000);
    expect(rig.snapshot().edges[0]).toMatchObject({
      state: 'connected',
      registered: [own, expect.anything(), expect.anything()],
    });
    expect(proofs()).toEqual([undefined, 'proven']);
    rig.flow('A').proving = 'back';
    await rig.clock.run(longEnough);
    expect(proofs()).toEqual(['proven', 'proven']);
  });

  it('after a sleep it is tried at once', async () => {
    await start();
    const before = rig.flow('A').proofs.length;
    rig.engine.handleWoke();
    await rig.clock.run(1000);
    expect(rig.flow('A').proofs.length).toBe(before + 1);
  });

  it('nobody at the position: nothing is called, and nothing is shown as good before the first one of who comes', async () => {
    await start({ config: { operators: exampleOperators } });
    expect(rig.flow('A').proofs).toEqual([]);
    rig.send('position.signIn', { operator: 'kari', pin: '4711' });
    await rig.clock.run(1000);
    expect(proofs()).toEqual(['proven', 'proven']);
    rig.send('position.signOut', { confirmed: true });
    await settle();
    expect(proofs()).toEqual([undefined, undefined]);
    const before = rig.flow('A').proofs.length;
    await rig.clock.run(longEnough);
    expect(rig.flow('A').proofs).toHaveLength(before);
  });

  it('where the site file does not say how, no edge is ever good, and none is called over', async () => {
    await start({
      site: (site) => {
        delete site.exchange.can?.proof;
        return site;
      },
    });
    await rig.clock.run(longEnough);
    rig.engine.handleWoke();
    await rig.clock.run(longEnough);
    expect(proofs()).toEqual(['undeclared', 'undeclared']);
    expect(rig.flow('A').proofs).toEqual([]);
    expect(alarms()).toEqual([]);
  });

  describe('an address that is refused', () => {
    const refusing = (aor: string, status: number) =>
      inAMood((flow) => {
        flow.outcome = (asked) => (asked === aor ? { ok: false, status, reason: 'No' } : undefined);
      });

    it.each([403, 404])(
      'the own one with %d, queues accepted: told with its status, and never good',
      async (status) => {
        await start(refusing(own, status));
        await rig.clock.run(longEnough);
        for (const edge of rig.snapshot().edges) {
          expect(edge).toMatchObject({ refused: [{ aor: own, status }] });
          expect(edge.registered).toHaveLength(2);
          expect(edge.proof).toBeUndefined();
        }
        expect(alarms()).toEqual([
          ['credentials.refused', 1, 'A'],
          ['credentials.refused', 1, 'B'],
        ]);
      },
    );

    it('says nothing more when its role has been left', async () => {
      await start(refusing('sip:113@test.invalid', 404));
      expect(rig.snapshot().edges[0]?.refused).toHaveLength(1);
      rig.send('position.changeRole', { role: 'nurse', confirmed: true });
      await rig.clock.run(1000);
      expect(rig.snapshot().edges[0]).not.toHaveProperty('refused');
      expect(proofs()).toEqual(['proven', 'proven']);
    });
  });
});
