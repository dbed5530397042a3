import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchStep } from './branch-table.ts';
import type { BranchEffect, BranchInput, BranchStage } from './branch-table.ts';

const inputs: BranchInput[] = ['trying', 'progress', 'accepted', 'refused', 'stop', 'back', 'patience'];

function after(...given: BranchInput[]): { stage: BranchStage; effects: BranchEffect[] } {
  let stage: BranchStage = 'sent';
  const effects: BranchEffect[] = [];
  for (const input of given) {
    const step = branchStep(stage, input);
    if (!step) continue;
    stage = step.next;
    effects.push(...step.effects);
  }
  return { stage, effects };
}

describe('one INVITE of a fork', () => {
  it.each<[string, BranchInput[], BranchStage, BranchEffect[]]>([
    [
      'rings and is answered',
      ['trying', 'progress', 'accepted'],
      'answered',
      ['tellProgress', 'tellAccepted'],
    ],
    ['is answered at once', ['accepted'], 'answered', ['tellAccepted']],
    [
      'is answered again: the ACK was lost',
      ['accepted', 'accepted'],
      'answered',
      ['tellAccepted', 'tellAccepted'],
    ],
    ['is refused', ['progress', 'refused'], 'over', ['tellProgress', 'acknowledge', 'forget', 'tellRefused']],
    [
      'is cancelled',
      ['progress', 'stop', 'refused'],
      'over',
      ['tellProgress', 'startPatience', 'cancel', 'acknowledge', 'forget'],
    ],
    ['is not cancelled before it has responded', ['stop'], 'stopping', ['startPatience']],
    ['and then is', ['stop', 'trying'], 'cancelled', ['startPatience', 'cancel']],
    [
      'answers against its CANCEL',
      ['trying', 'stop', 'accepted'],
      'over',
      ['startPatience', 'cancel', 'endAnswer', 'forget'],
    ],
    [
      'answers before it could be cancelled',
      ['stop', 'accepted'],
      'over',
      ['startPatience', 'endAnswer', 'forget'],
    ],
    [
      'is gone while being cancelled, and back',
      ['trying', 'stop', 'back'],
      'cancelled',
      ['startPatience', 'cancel', 'cancel'],
    ],
    [
      'says nothing to its CANCEL',
      ['trying', 'stop', 'patience'],
      'over',
      ['startPatience', 'cancel', 'forget'],
    ],
    [
      'stays answered when the call has been settled',
      ['accepted', 'stop'],
      'over',
      ['tellAccepted', 'forget'],
    ],
  ])('%s', (_name, given, stage, effects) => {
    expect(after(...given)).toEqual({ stage, effects });
  });

  it('is forgotten once, told once, and never both wins and is ended', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...inputs), { maxLength: 12 }), (given) => {
        const { stage, effects } = after(...given);
        const count = (effect: BranchEffect): number => effects.filter((one) => one === effect).length;
        expect(count('forget')).toBe(stage === 'over' ? 1 : 0);
        expect(count('endAnswer') > 0 && count('tellAccepted') > 0).toBe(false);
        expect(count('tellRefused') > 0 && count('tellAccepted') > 0).toBe(false);
        expect(count('startPatience')).toBeLessThanOrEqual(1);
      }),
    );
  });
});
