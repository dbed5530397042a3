import { expect, it } from 'vitest';
import { engineStateSchema } from '../contract/index.ts';
import type { EngineConfig } from '../contract/index.ts';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import { carriedFrom } from './state.ts';

it('writes what the next engine needs, as the contract has it', async () => {
  const rig = await startedRig();
  const missed = rig.flow('A').invited({ headers: [['X-Call', 'missed']] });
  missed.cancel();
  await rig.clock.run(20_000);
  rig.flow('A').invited({ headers: [['X-Call', 'c1']], callId: 'x', fromTag: 'theirs' });
  await settle();
  rig.send('queue.answerNext', {});
  await settle();
  rig.audio.handlers().handleDeviceAppeared({ id: 'd1', label: 'Jabra', kind: 'output' });
  rig.send('device.select', { use: 'talk', device: 'd1' });
  rig.send('position.pause', { confirmed: true });
  await settle();
  const state = rig.stateFile.last()!;
  expect(engineStateSchema.parse(state)).toMatchObject({
    ready: false,
    calls: [{ call: { call: 'c1', state: 'up' }, dialog: { callId: 'x', remoteTag: 'theirs', edge: 'A' } }],
    unanswered: [{ call: 'missed' }],
    devices: { talk: { id: 'd1', label: 'Jabra' } },
  });
  const writes = rig.stateFile.writes();
  rig.audio.peers
    .at(-1)!
    .handlers.handleQuality(
      { heard: 4, beingHeard: 4, mos: 4, rttMs: 1, lossShare: 0, jitterMs: 1 },
      undefined,
    );
  await settle();
  expect(rig.stateFile.writes()).toBe(writes);
  assertNoLeaks(rig);

  const next = await startedRig({ config: { epoch: 2, after: 'crash', state } });
  expect(next.events[0]).toMatchObject({
    type: 'engine.started',
    epoch: 2,
    seq: 1,
    carried: { calls: [{ call: 'c1' }], unanswered: [{ call: 'missed' }] },
  });
  expect(next.snapshot().position.state).toBe('paused');
  expect(next.audio.selected).toEqual([{ use: 'talk', id: 'd1', label: 'Jabra' }]);
  assertNoLeaks(next);
});

it('takes nothing but the devices over from another position, and no call that is too old', () => {
  const state = {
    schema: 1,
    position: 3,
    role: 'medical',
    ready: false,
    at: 0,
    calls: [],
    unanswered: [],
    devices: {},
  };
  const config = { position: 3, role: 'medical', state } as unknown as EngineConfig;
  expect(carriedFrom(config, 0).ready).toBe(false);
  expect(carriedFrom({ ...config, position: 4 }, 0).ready).toBe(true);
  const withCall = { ...config, state: { ...state, calls: [{}] } } as unknown as EngineConfig;
  expect(carriedFrom(withCall, 3_600_000).calls).toHaveLength(1);
  expect(carriedFrom(withCall, 13 * 3_600_000).calls).toHaveLength(0);
});
