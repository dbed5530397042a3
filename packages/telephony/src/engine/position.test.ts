import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('position', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const pause = (payload: { confirmed?: boolean; reason?: string } = {}) =>
    rig.send('position.pause', payload);

  it('a pause is asked about while nobody knows whether others are ready', async () => {
    rig = await startedRig();
    expect(pause()).toMatchObject({ ok: false, error: { code: 'position.maybeLastReady' } });
    expect(rig.snapshot().position.state).toBe('ready');
    expect(pause({ confirmed: true, reason: 'break' })).toMatchObject({ ok: true });
    expect(rig.snapshot().position).toMatchObject({ state: 'paused', reason: 'break' });
  });

  it('the last one there is asked, one of several is not', async () => {
    rig = await startedRig();
    rig.engine.handleOthersReady(0);
    expect(rig.snapshot().position.last).toBe(true);
    expect(pause()).toMatchObject({ ok: false, error: { code: 'position.lastReady' } });
    rig.engine.handleOthersReady(2);
    expect(pause()).toMatchObject({ ok: true });
    expect(rig.send('position.ready', {})).toMatchObject({ ok: true });
    await settle();
    expect(rig.of('becameReady')).toHaveLength(2);
  });

  it('a role without queues leaves nobody waiting', async () => {
    rig = await startedRig({ config: { role: 'ward' } });
    expect(rig.snapshot().position.state).toBe('ready');
    expect(pause()).toMatchObject({ ok: true });
  });
});
