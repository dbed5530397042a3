import { expect, it } from 'vitest';
import { engineStateSchema } from '../contract/index.ts';
import type { EngineConfig } from '../contract/index.ts';
import { assertNoLeaks, exampleOperators, exampleSiteParsed, settle, startedRig } from '../testing/index.ts';
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
  const { roles } = exampleSiteParsed();
  const at = (wall: number) => ({ wall, mono: 0 });
  expect(carriedFrom(config, roles, at(0)).ready).toBe(false);
  expect(carriedFrom({ ...config, position: 4 }, roles, at(0)).ready).toBe(true);
  const withCall = {
    ...config,
    state: { ...state, calls: [{ call: {}, dialog: {} }] },
  } as unknown as EngineConfig;
  expect(carriedFrom(withCall, roles, at(3_600_000)).calls).toHaveLength(1);
  expect(carriedFrom(withCall, roles, at(13 * 3_600_000)).calls).toHaveLength(0);
});

it('moves the times of a call to the clock of the new engine, by main’s count and not by the wall clock', () => {
  const call = { sinceMono: 50_000, upSinceMono: 60_000, heldSinceMono: 90_000 };
  const state = {
    schema: 1,
    position: 3,
    role: 'medical',
    ready: true,
    at: 20 * 3_600_000,
    mono: 100_000,
    calls: [{ call, dialog: {} }],
    unanswered: [],
    devices: {},
  };
  const config = { position: 3, role: 'medical', state } as unknown as EngineConfig;
  const times = (more: Partial<EngineConfig>, wall: number) =>
    carriedFrom({ ...config, ...more }, exampleSiteParsed().roles, { wall, mono: 1000 }).calls.map((item) => [
      item.call.sinceMono,
      item.call.upSinceMono,
      item.call.heldSinceMono,
    ]);
  const aMinuteAgo = [[-109_000, -99_000, -69_000]];
  for (const set of [-3_600_000, 0, 86_400_000])
    expect(times({ stateAge: 60_000 }, state.at + 60_000 + set)).toEqual(aMinuteAgo);
  // Main is new as well.
  expect(times({}, state.at + 60_000)).toEqual(aMinuteAgo);
  expect(times({}, state.at - 3_600_000)).toEqual([[-49_000, -39_000, -9000]]);
});

const saved = {
  schema: 1,
  position: 3,
  role: 'nurse',
  home: 'medical',
  ready: true,
  operator: 'kari',
  at: 0,
  calls: [],
  unanswered: [],
  devices: {},
} as const;

it.each([
  ['the role that the operator changed it to', {}, {}, 'nurse', 'kari'],
  ['the role of a PC that was set up anew', {}, { role: 'ward' }, 'ward', 'kari'],
  ['a role that the site still has', { role: 'gone' }, {}, 'medical', 'kari'],
  ['a role that this operator may take', { role: 'medical', operator: 'ola' }, {}, 'nurse', 'ola'],
  ['nobody who has left the directory', { operator: 'per' }, {}, 'nurse', undefined],
  ['nobody where nobody was', { operator: undefined }, {}, 'nurse', undefined],
  ['nobody where the site does not ask', {}, { operators: undefined }, 'nurse', undefined],
] as const)('goes on with %s', (_what, state, more, role, operator) => {
  const config = {
    position: 3,
    role: 'medical',
    operators: exampleOperators,
    state: { ...saved, ...state },
    ...more,
  } as unknown as EngineConfig;
  const carried = carriedFrom(config, exampleSiteParsed().roles, { wall: 0, mono: 0 });
  expect([carried.role, carried.operator?.id]).toEqual([role, operator]);
});
