import { expect, it } from 'vitest';
import { proofStep } from './proof-table.ts';
import type { ProofInput, ProofStage } from './proof-table.ts';

const walk = (...inputs: ProofInput[]): { stage: ProofStage; told: string[] } => {
  const told: string[] = [];
  const stage = inputs.reduce<ProofStage>((now, input) => {
    const step = proofStep(now, input);
    told.push(...(step?.effects ?? []).filter((effect) => effect.startsWith('tell')));
    return step?.next ?? now;
  }, 'off');
  return { stage, told };
};

it('registered is not proven; what came back is', () => {
  expect(walk('registered')).toEqual({ stage: 'proving', told: [] });
  expect(walk('registered', 'back')).toEqual({ stage: 'proven', told: ['tellProven'] });
});

it('one failure says nothing, two do; then each failure is the same, and the next that comes back ends it', () => {
  expect(walk('registered', 'failed')).toEqual({ stage: 'retrying', told: [] });
  expect(walk('registered', 'failed', 'failed')).toEqual({ stage: 'unproven', told: ['tellUnproven'] });
  expect(walk('registered', 'back', 'failed')).toEqual({ stage: 'doubted', told: ['tellProven'] });
  expect(walk('registered', 'back', 'failed', 'back', 'failed').told).toEqual(['tellProven']);
  expect(walk('registered', 'back', 'failed', 'failed', 'failed', 'failed').told).toEqual([
    'tellProven',
    'tellUnproven',
  ]);
  expect(walk('registered', 'failed', 'failed', 'back')).toEqual({
    stage: 'proven',
    told: ['tellUnproven', 'tellProven'],
  });
});

it.each(['proving', 'retrying', 'proven', 'doubted', 'unproven'] as const)(
  '%s: is forgotten with its edge, and called anew after a sleep',
  (stage) => {
    expect(proofStep(stage, 'gone')).toEqual({ next: 'off', effects: ['forget'] });
    expect(proofStep(stage, 'nudge')).toEqual({ next: stage, effects: ['callNow'] });
  },
);

it('off: nothing is called and nothing told', () => {
  for (const input of ['back', 'failed', 'nudge', 'gone'] as const)
    expect(proofStep('off', input)).toBeUndefined();
});
