import { afterEach, describe, expect, it } from 'vitest';
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
});
