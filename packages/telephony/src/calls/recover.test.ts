import { afterEach, describe, expect, it } from 'vitest';
import type { EngineState } from '../contract/index.ts';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig, RigOptions } from '../testing/index.ts';
import { replacesHeader } from './recover.ts';

it('writes the tags as the exchange has them', () => {
  expect(replacesHeader({ callId: 'x@y', localTag: 'ours', remoteTag: 'theirs', edge: 'A' })).toEqual([
    'Replaces',
    'x@y;to-tag=theirs;from-tag=ours',
  ]);
});

describe('recovery', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));

  async function stateWithACall(): Promise<EngineState> {
    const before = await startedRig();
    before.flow('B').invited({ headers: [['X-Call', 'c1']], callId: 'dialog', fromTag: 'theirs' });
    await settle();
    before.send('queue.answerNext', {});
    await settle();
    before.send('call.mute', { call: 'c1', on: true });
    await settle();
    const state = before.stateFile.last()!;
    assertNoLeaks(before);
    return state;
  }
  const restart = async (options: RigOptions = {}) => {
    const state = await stateWithACall();
    rig = await startedRig({ ...options, config: { epoch: 2, after: 'crash', state } });
  };

  it('takes the call back over its own edge, muted as it was', async () => {
    await restart();
    expect(rig.snapshot().calls).toMatchObject([{ call: 'c1', state: 'recovering' }]);
    const [leg] = rig.flow('B').outgoing;
    expect(leg?.options.target).toBe('sip:recover@test.invalid');
    expect(leg?.options.headers[0]?.[1]).toMatch(/^dialog;to-tag=theirs;from-tag=local-/);
    await rig.clock.run(400);
    leg?.answer();
    expect(rig.of('call.recovered')).toMatchObject([{ call: 'c1', gapMs: 400 }]);
    expect(rig.snapshot().calls).toMatchObject([{ state: 'up', muted: true }]);
    expect(rig.audio.peers[0]?.source()).toBe('silence');
  });

  it('a second crash before it is back loses nothing', async () => {
    await restart();
    expect(rig.stateFile.last()?.calls).toMatchObject([{ dialog: { callId: 'dialog' } }]);
  });

  it('a dialog that is gone is told, listed and ended', async () => {
    await restart();
    rig.flow('B').outgoing[0]?.refuse(404);
    expect(rig.story().slice(-3)).toEqual([
      'call.recoveryFailed:c1',
      'call.brokeAfterAnswer:c1',
      'call.ended:c1',
    ]);
    expect(rig.snapshot()).toMatchObject({ calls: [], unanswered: [{ call: 'c1', kind: 'broke' }] });
  });

  it('a site that cannot is told at once', async () => {
    await restart({ site: (site) => ({ ...site, exchange: { ...site.exchange, can: {} } }) });
    expect(rig.of('call.recoveryFailed')).toMatchObject([{ reason: 'recover.unavailable' }]);
    expect(rig.snapshot().calls).toEqual([]);
  });

  it('gives up when no edge comes', async () => {
    await restart({
      prepare: ({ sip }) => {
        sip.onFlow = (flow) => {
          flow.reachable = false;
        };
      },
    });
    await rig.clock.run(15_000);
    expect(rig.of('call.recoveryFailed')).toMatchObject([{ reason: 'recover.noEdge' }]);
    expect(rig.snapshot().unanswered).toHaveLength(1);
  });

  it('a caller who is offered again meanwhile is in line when the recovery fails', async () => {
    await restart();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
    expect(rig.snapshot().waiting).toEqual([]);
    rig.flow('B').outgoing[0]?.refuse(481);
    expect(rig.snapshot()).toMatchObject({ calls: [], unanswered: [], waiting: [{ call: 'c1' }] });
  });
});
