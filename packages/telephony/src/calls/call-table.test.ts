import { expect, it } from 'vitest';
import { callStep } from './call-table.ts';
import type { CallStage } from './call-table.ts';

it('a call is up only with the ACK', () => {
  expect(callStep('answering', 'accepted')).toMatchObject({ next: 'accepted' });
  expect(callStep('accepted', 'acknowledged')).toMatchObject({ next: 'up' });
});

it('every stage has a way out by hang up and by the end of the leg', () => {
  const stages: CallStage[] = ['answering', 'accepted', 'dialling', 'recovering', 'up'];
  for (const stage of stages) {
    expect(callStep(stage, 'hangUp'), stage).toBeDefined();
    expect(callStep(stage, 'ended')?.next, stage).toBe('over');
  }
  expect(callStep('leaving', 'accepted')?.effects).toContain('sayGoodbye');
});

it('nothing happens to a call that is over', () => {
  expect(callStep('over', 'acknowledged')).toBeUndefined();
  expect(callStep('up', 'progress')).toBeUndefined();
});
