import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, createRig, exampleOperators, pinHash, settle, startedRig } from '../testing/index.ts';
import type { Rig, RigOptions } from '../testing/index.ts';

const own = 'sip:pos3@test.invalid';
const all = [own, 'sip:113@test.invalid', 'sip:116117@test.invalid'];
const edges = ['A', 'B'] as const;

describe('signing in', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const start = (config: RigOptions['config'] = {}) =>
    startedRig({ config: { operators: exampleOperators, ...config } });
  const bound = () => edges.map((edge) => [...rig.flow(edge).bound]);
  const invite = (call: string, to = '113') => rig.flow('A').invited({ headers: [['X-Call', call]], to });
  async function enter(operator = 'kari', pin = '4711', role?: string) {
    const reply = rig.send('position.signIn', { operator, pin, ...(role === undefined ? {} : { role }) });
    await settle();
    return reply;
  }
  const refusal = () => rig.of('command.refused').at(-1)?.error;

  it('nobody there: connected, nothing registered, nothing rings, nothing waits', async () => {
    rig = await start();
    expect(rig.story().slice(0, 2)).toEqual(['engine.started', 'signedOut']);
    expect(rig.snapshot().position).toMatchObject({ state: 'signedOut', role: 'medical' });
    expect(rig.snapshot().edges.map((edge) => edge.state)).toEqual(['connected', 'connected']);
    expect(bound()).toEqual([[], []]);
    const leg = invite('c1');
    await settle();
    expect(rig.snapshot().waiting).toEqual([]);
    expect(leg.state()).toBe('abandoned');
    expect(rig.of('ring')).toEqual([]);
    expect(rig.stateFile.last()).not.toHaveProperty('operator');
  });

  it('nothing is begun at a position where nobody is', async () => {
    rig = await start();
    for (const reply of [
      rig.send('position.ready', {}),
      rig.send('position.pause', { confirmed: true }),
      rig.send('position.changeRole', { role: 'ward', confirmed: true }),
      rig.send('call.dial', { target: '90000002' }),
      rig.send('unanswered.callBack', { call: 'x' }),
      rig.send('unanswered.dismiss', { call: 'x', reason: 'wrong' }),
    ])
      expect(reply).toMatchObject({ ok: false, error: { code: 'position.signedOut' } });
    expect(rig.send('position.signOut', {})).toMatchObject({ ok: true });
    expect(rig.of('signedOut')).toHaveLength(1);
  });

  it('the right PIN: signed in, registered, ready', async () => {
    rig = await start();
    expect(await enter()).toMatchObject({ ok: true });
    expect(rig.of('signedIn')).toMatchObject([
      { operator: { id: 'kari', name: 'Kari Nordmann' }, role: 'medical', cause: 'command-1' },
    ]);
    await settle();
    expect(rig.snapshot().position).toMatchObject({ state: 'ready', operator: { id: 'kari' } });
    expect(bound()).toEqual([all, all]);
    expect(rig.stateFile.last()).toMatchObject({ operator: 'kari', role: 'medical', ready: true });
    expect(rig.folded()).toEqual(rig.snapshot());
  });

  it('the role of the form; else the position’s where the operator may, else the operator’s first', async () => {
    rig = await start();
    await enter('kari', '4711', 'ward');
    expect(rig.snapshot().position.role).toBe('ward');
    expect(rig.of('signedIn')[0]?.role).toBe('ward');
    rig.send('position.signOut', { confirmed: true });
    await enter();
    expect(rig.snapshot().position.role).toBe('ward');
    rig.send('position.signOut', { confirmed: true });
    await enter('ola', '1234');
    expect(rig.snapshot().position.role).toBe('nurse');
    expect(rig.of('roleChanged')).toEqual([]);
  });

  it('a wrong PIN is refused afterwards; then the next try waits, each operator for himself', async () => {
    rig = await start();
    for (let i = 0; i < 3; i++) {
      expect(await enter('kari', '0000')).toMatchObject({ ok: true });
      expect(refusal()).toMatchObject({ code: 'pin.wrong', messageKey: 'error.pin.wrong' });
    }
    expect(await enter()).toMatchObject({
      ok: false,
      error: { code: 'pin.tooOften', values: { seconds: 5 } },
    });
    expect(rig.snapshot().position.state).toBe('signedOut');
    await enter('ola', '1234');
    expect(rig.snapshot().position.operator?.id).toBe('ola');
    await rig.clock.run(5000);
    await enter();
    expect(rig.snapshot().position.operator?.id).toBe('kari');
  });

  it('refuses an unknown operator, and a role that is not the operator’s or the site’s', async () => {
    rig = await start();
    expect(await enter('per', '1')).toMatchObject({ error: { code: 'operator.unknown' } });
    expect(await enter('ola', '1234', 'medical')).toMatchObject({ error: { code: 'role.notAllowed' } });
    expect(await enter('ola', '1234', 'boss')).toMatchObject({ error: { code: 'role.unknown' } });
    expect(rig.snapshot().position.state).toBe('signedOut');
  });

  it('checks one PIN at a time', async () => {
    rig = await start();
    const { release } = rig.pins.hold();
    expect(await enter('kari', '0000')).toMatchObject({ ok: true });
    expect(await enter()).toMatchObject({ error: { code: 'position.signingIn' } });
    release();
    await settle();
    expect(refusal()).toMatchObject({ code: 'pin.wrong' });
    expect(await enter()).toMatchObject({ ok: true });
    expect(rig.snapshot().position.operator?.id).toBe('kari');
  });

  it('a check that never ends is given up, and its late word counts for nothing', async () => {
    rig = await start();
    const { release } = rig.pins.hold();
    await enter();
    await rig.clock.run(7999);
    expect(refusal()).toBeUndefined();
    await rig.clock.run(1);
    expect(refusal()).toMatchObject({ code: 'internal' });
    expect(await enter('kari', '0000')).toMatchObject({ ok: true });
    release();
    await settle();
    expect(rig.of('signedIn')).toEqual([]);
    expect(refusal()).toMatchObject({ code: 'pin.wrong' });
  });

  it('a hash that cannot be read is our fault, not the operator’s', async () => {
    const operators = [{ ...exampleOperators[0]!, pin: `broken${pinHash('4711')}` }];
    rig = createRig({ config: { operators } });
    void rig.engine.start();
    await settle();
    for (let i = 0; i < 5; i++) {
      expect(await enter()).toMatchObject({ ok: true });
      expect(refusal()).toMatchObject({ code: 'internal' });
    }
  });

  it('no PIN is in any event, log line or state', async () => {
    rig = await start();
    await enter('kari', '987654');
    await enter();
    await enter('ola', '1234');
    const said = JSON.stringify([rig.events, rig.logger.lines, rig.stateFile.last(), rig.snapshot()]);
    for (const secret of ['987654', '4711', '"1234"', 'pbkdf2']) expect(said).not.toContain(secret);
  });

  it('the hand-over never leaves the queue, and the call goes on', async () => {
    rig = await start();
    await enter();
    await settle();
    const leg = invite('c1');
    rig.send('queue.answerNext', {});
    await settle();
    invite('c2', '116117');
    await enter('ola', '1234', 'nurse');
    expect(rig.of('signedIn').at(-1)).toMatchObject({ operator: { id: 'ola' }, role: 'medical' });
    expect(rig.of('roleChanged')).toMatchObject([{ from: 'medical', role: 'nurse' }]);
    expect(leg.state()).toBe('confirmed');
    expect(rig.snapshot()).toMatchObject({
      position: { state: 'ready', operator: { id: 'ola' }, role: 'nurse' },
      calls: [{ call: 'c1', state: 'up' }],
      waiting: [{ call: 'c2' }],
    });
    for (const edge of edges) expect(rig.flow(edge).unregistrations).toEqual(['sip:113@test.invalid']);
  });

  it('signing out: guarded, not in a call, and then nothing is registered or waits', async () => {
    rig = await start();
    await enter();
    await settle();
    invite('c1');
    rig.send('queue.answerNext', {});
    await settle();
    expect(rig.send('position.signOut', { confirmed: true })).toMatchObject({
      error: { code: 'position.inCall' },
    });
    rig.send('call.hangUp', { call: 'c1' });
    const waits = invite('c2');
    invite('c3', 'pos3');
    await settle();
    expect(rig.send('position.signOut', {})).toMatchObject({ error: { code: 'position.maybeLastReady' } });
    rig.engine.handleOthersReady(0);
    expect(rig.send('position.signOut', {})).toMatchObject({ error: { code: 'position.lastReady' } });
    expect(rig.send('position.signOut', { confirmed: true })).toMatchObject({ ok: true });
    await settle();
    expect(rig.of('call.left').map(({ call, why }) => [call, why])).toEqual([
      ['c2', 'signedOut'],
      ['c3', 'signedOut'],
    ]);
    expect(rig.snapshot()).toMatchObject({ position: { state: 'signedOut' }, waiting: [], unanswered: [] });
    expect(rig.snapshot().position).not.toHaveProperty('operator');
    expect(waits.state()).toBe('abandoned');
    expect(bound()).toEqual([[], []]);
    await rig.clock.run(60_000);
    expect(rig.of('call.abandoned', 'outage.ended')).toEqual([]);
    expect(rig.of('ring').at(-1)).toMatchObject({ on: false });
    expect(rig.stateFile.last()).not.toHaveProperty('operator');
    await enter();
    await settle();
    expect(rig.snapshot().position.state).toBe('ready');
  });

  it('a crash signs nobody out and loses no call; a sign-out outlives it too', async () => {
    rig = await start();
    await enter();
    await settle();
    invite('c1');
    rig.send('queue.answerNext', {});
    await settle();
    const state = rig.stateFile.last()!;
    assertNoLeaks(rig);
    rig = await start({ epoch: 2, after: 'crash', state });
    expect(rig.snapshot()).toMatchObject({
      position: { operator: { id: 'kari' }, state: 'ready' },
      calls: [{ call: 'c1', state: 'recovering' }],
    });
    assertNoLeaks(rig);
    rig = await start({ epoch: 3, after: 'crash', state: { ...state, calls: [], operator: undefined } });
    expect(rig.snapshot().position.state).toBe('signedOut');
  });

  it('an operator who left the directory loses no call by it', async () => {
    rig = await start();
    await enter();
    await settle();
    invite('c1');
    rig.send('queue.answerNext', {});
    await settle();
    const state = rig.stateFile.last()!;
    assertNoLeaks(rig);
    const [, ola] = exampleOperators;
    rig = await start({ epoch: 2, after: 'crash', state, operators: [ola!] });
    expect(rig.snapshot().position.state).toBe('signedOut');
    rig.flow('A').outgoing[0]!.answer();
    await settle();
    expect(rig.snapshot().calls).toMatchObject([{ call: 'c1', state: 'up' }]);
    expect(rig.send('call.hangUp', { call: 'c1' })).toMatchObject({ ok: true });
  });

  it('an outage while nobody is there ends without a registration', async () => {
    rig = await start();
    for (const edge of edges) {
      rig.flow(edge).reachable = false;
      rig.flow(edge).cut();
    }
    expect(rig.snapshot().outageSince).toBeDefined();
    for (const edge of edges) rig.flow(edge).reachable = true;
    await rig.clock.run(10_000);
    expect(rig.snapshot().outageSince).toBeUndefined();
    expect(bound()).toEqual([[], []]);
    expect(rig.snapshot().position.state).toBe('signedOut');
  });

  it('a site without a directory asks nobody', async () => {
    rig = await startedRig();
    expect(rig.of('signedIn')).toMatchObject([{ type: 'signedIn' }]);
    expect(rig.of('signedIn')[0]).not.toHaveProperty('operator');
    expect(await enter()).toMatchObject({ error: { code: 'position.noDirectory' } });
    expect(rig.send('position.signOut', { confirmed: true })).toMatchObject({
      error: { code: 'position.noDirectory' },
    });
    expect(rig.snapshot().position.state).toBe('ready');
  });
});
