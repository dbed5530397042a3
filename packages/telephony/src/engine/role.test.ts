import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, exampleOperators, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

const own = 'sip:pos3@test.invalid';
const edges = ['A', 'B'] as const;

describe('changing role', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const change = (role: string, confirmed = true) =>
    rig.send('position.changeRole', { role, ...(confirmed ? { confirmed } : {}) });
  const invite = (call: string, to: string) => rig.flow('A').invited({ headers: [['X-Call', call]], to });

  it('new queues first, old ones after, the own address stays; later events have the new role', async () => {
    rig = await startedRig({ config: { role: 'ward' } });
    await settle();
    expect(change('medical')).toMatchObject({ ok: true });
    await settle();
    expect([...rig.flow('A').bound]).toEqual([own, 'sip:113@test.invalid', 'sip:116117@test.invalid']);
    const order: string[] = [];
    const { register, unregister } = rig.flow('A');
    rig.flow('A').register = (aor, expires) => (order.push(`+${aor}`), register(aor, expires));
    rig.flow('A').unregister = (aor) => (order.push(`-${aor}`), unregister(aor));
    expect(change('nurse')).toMatchObject({ ok: true });
    await settle();
    expect(order).toEqual(['-sip:113@test.invalid']);
    change('medical');
    await settle();
    expect(order.slice(1)).toEqual(['+sip:113@test.invalid']);
    expect(rig.of('roleChanged').map(({ from, role }) => [from, role])).toEqual([
      ['ward', 'medical'],
      ['medical', 'nurse'],
      ['nurse', 'medical'],
    ]);
    expect(rig.snapshot().position).toMatchObject({ role: 'medical', state: 'ready' });
    expect(rig.stateFile.last()).toMatchObject({ role: 'medical', home: 'ward' });
    change('medical');
    expect(rig.of('roleChanged')).toHaveLength(3);
  });

  it('asks the last one before a queue is left, and nobody before one is gained', async () => {
    rig = await startedRig({ config: { role: 'nurse' } });
    expect(change('medical', false)).toMatchObject({ ok: true });
    expect(change('nurse', false)).toMatchObject({ error: { code: 'position.maybeLastReady' } });
    rig.engine.handleOthersReady(0);
    expect(change('nurse', false)).toMatchObject({ error: { code: 'position.lastReady' } });
    expect(rig.snapshot().position.role).toBe('medical');
    rig.engine.handleOthersReady(1);
    expect(change('nurse', false)).toMatchObject({ ok: true });
    rig.engine.handleOthersReady(0);
    rig.send('position.pause', { confirmed: true });
    expect(change('ward', false)).toMatchObject({ ok: true });
    await settle();
  });

  it('rows of queues that are left leave silently; others, and direct calls, stay', async () => {
    rig = await startedRig();
    const left = invite('c1', '113');
    invite('c2', '116117');
    invite('c3', 'pos3');
    rig.flow('A').invited({
      headers: [
        ['X-Call', 'c4'],
        ['X-Alarm', 'unattended'],
      ],
      to: '113',
    });
    change('nurse');
    // On its way while the old address is still registered.
    const late = invite('c5', '113');
    await settle();
    expect(rig.of('call.left').map(({ call, why }) => [call, why])).toEqual([['c1', 'role']]);
    expect(rig.snapshot().waiting.map((row) => row.call)).toEqual(['c2', 'c3', 'c4']);
    expect([left.state(), late.state()]).toEqual(['abandoned', 'abandoned']);
    await rig.clock.run(60_000);
    expect(rig.of('call.abandoned')).toEqual([]);
    expect(rig.snapshot().unanswered).toEqual([]);
  });

  it('a call in progress goes on, over the change and over a crash after it', async () => {
    rig = await startedRig();
    invite('c1', '113');
    rig.send('queue.answerNext', {});
    await settle();
    change('ward');
    await settle();
    expect(rig.snapshot().calls).toMatchObject([{ call: 'c1', state: 'up' }]);
    const state = rig.stateFile.last()!;
    expect(state).toMatchObject({ role: 'ward', calls: [{ call: { call: 'c1' } }] });
    assertNoLeaks(rig);
    rig = await startedRig({ config: { epoch: 2, after: 'crash', state } });
    expect(rig.snapshot()).toMatchObject({
      position: { role: 'ward', state: 'ready' },
      calls: [{ call: 'c1', state: 'recovering' }],
    });
    for (const edge of edges) expect([...rig.flow(edge).bound]).toEqual([own]);
  });

  it('only roles of the site, and of the operator', async () => {
    rig = await startedRig({ config: { operators: exampleOperators } });
    rig.send('position.signIn', { operator: 'ola', pin: '1234' });
    await settle();
    expect(change('medical')).toMatchObject({ error: { code: 'role.notAllowed' } });
    expect(change('boss')).toMatchObject({ error: { code: 'role.unknown' } });
    expect(rig.snapshot().position.role).toBe('nurse');
  });
});
