import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialogStep } from './dialog-table.ts';
import type { DialogEffect, DialogInput, DialogStage } from './dialog-table.ts';

const inputs: DialogInput[] = ['lost', 'alive', 'patience', 'bye', 'ended', 'back', 'replaced'];

function after(...given: DialogInput[]): { stage: DialogStage; effects: DialogEffect[] } {
  let stage: DialogStage = 'up';
  const effects: DialogEffect[] = [];
  for (const input of given) {
    const step = dialogStep(stage, input);
    if (!step) continue;
    stage = step.next;
    effects.push(...step.effects);
  }
  return { stage, effects };
}

describe('a dialog', () => {
  it.each<[string, DialogInput[], DialogStage, DialogEffect[]]>([
    ['ends with a BYE', ['bye', 'ended'], 'over', ['tellHungUp', 'startEnding', 'forget']],
    [
      'ends once, though both hang up',
      ['bye', 'bye', 'ended'],
      'over',
      ['tellHungUp', 'startEnding', 'forget'],
    ],
    ['is lost and alive', ['lost', 'alive'], 'up', ['startPatience', 'stopPatience']],
    ['is lost for good', ['lost', 'patience'], 'over', ['startPatience', 'endOther', 'tellLost', 'forget']],
    [
      'is lost, and the other hangs up',
      ['lost', 'bye', 'back'],
      'over',
      ['startPatience', 'stopPatience', 'tellHungUp', 'startEnding', 'endOwed', 'forget'],
    ],
    [
      'is taken over',
      ['lost', 'replaced', 'ended'],
      'over',
      ['startPatience', 'stopPatience', 'tellReplaced', 'startEnding', 'forget'],
    ],
  ])('%s', (_name, given, stage, effects) => {
    expect(after(...given)).toEqual({ stage, effects });
  });

  it('ends in one way, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...inputs), { maxLength: 12 }), (given) => {
        const { stage, effects } = after(...given);
        const told = effects.filter((effect) => ['tellHungUp', 'tellLost', 'tellReplaced'].includes(effect));
        expect(told).toHaveLength(stage === 'ending' || stage === 'over' ? 1 : 0);
        expect(effects.filter((effect) => effect === 'forget')).toHaveLength(stage === 'over' ? 1 : 0);
      }),
    );
  });
});
