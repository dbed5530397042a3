import { expect, it } from 'vitest';
import { guardInputs, guardStages, guardStep } from './guard-table.ts';

it('presses at once, and only when it has been seen up', () => {
  expect(guardStep('up', 'down').effects).toContain('tellPressed');
  for (const stage of guardStages)
    for (const input of guardInputs)
      if (guardStep(stage, input).effects.includes('tellPressed'))
        expect([stage, input]).toEqual(['up', 'down']);
  expect(guardStep('unarmed', 'down')).toEqual({ next: 'unarmed', effects: [] });
});

it('tells a release whenever it leaves what was pressed, and nowhere else', () => {
  const pressed = (stage: string): boolean => stage === 'down' || stage === 'releasing';
  for (const stage of guardStages)
    for (const input of guardInputs) {
      const { next, effects } = guardStep(stage, input);
      expect(effects.includes('tellReleased'), `${stage} ${input}`).toBe(pressed(stage) && !pressed(next));
    }
});

it('is unarmed after every failure', () => {
  for (const stage of guardStages) expect(guardStep(stage, 'fail').next).toBe('unarmed');
});
