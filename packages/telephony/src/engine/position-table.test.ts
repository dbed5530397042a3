import { expect, it } from 'vitest';
import { positionStep, wantsQueues } from './position-table.ts';
import type { PositionInput, PositionStage } from './position-table.ts';

const stages: PositionStage[] = ['signedOut', 'starting', 'ready', 'paused'];
const inputs: PositionInput[] = ['signIn', 'signOut', 'reachable', 'ready', 'pause'];

it('goes through the drawn steps and no others', () => {
  const steps = stages.map((stage) => inputs.map((input) => positionStep(stage, input).next));
  expect(steps).toEqual([
    ['starting', 'signedOut', 'signedOut', 'signedOut', 'signedOut'],
    ['starting', 'signedOut', 'ready', 'starting', 'paused'],
    ['ready', 'signedOut', 'ready', 'ready', 'paused'],
    ['paused', 'signedOut', 'paused', 'ready', 'paused'],
  ]);
});

it('the hand-over registers nothing anew, and a signed-out position does nothing by itself', () => {
  for (const stage of ['starting', 'ready', 'paused'] as const)
    expect(positionStep(stage, 'signIn')).toEqual({ next: stage, effects: ['tellSignedIn'] });
  for (const input of ['signOut', 'reachable', 'ready', 'pause'] as const)
    expect(positionStep('signedOut', input).effects).toEqual([]);
});

it('takes its queues while it is ready or about to be', () =>
  expect(stages.map(wantsQueues)).toEqual([false, true, true, false]));
