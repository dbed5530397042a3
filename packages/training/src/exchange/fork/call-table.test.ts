import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callStep } from './call-table.ts';
import type { CallEffect, CallInput, CallStage } from './call-table.ts';

const inputs: CallInput[] = [
  'progress',
  'accepted',
  'exhausted',
  'cancel',
  'callerGone',
  'patience',
  'settled',
];

function after(...given: CallInput[]): { stage: CallStage; effects: CallEffect[] } {
  let stage: CallStage = 'queued';
  const effects: CallEffect[] = [];
  for (const input of given) {
    const step = callStep(stage, input);
    if (!step) continue;
    stage = step.next;
    effects.push(...step.effects);
  }
  return { stage, effects };
}

describe('an INVITE from a caller', () => {
  it.each<[string, CallInput[], CallStage, CallEffect[]]>([
    ['rings once', ['progress', 'progress'], 'ringing', ['tellRinging', 'passProgress']],
    [
      'is answered',
      ['progress', 'accepted', 'settled'],
      'over',
      ['tellRinging', 'stopOthers', 'startSettling', 'passAnswer', 'forget'],
    ],
    [
      'its answer is passed each time it comes',
      ['accepted', 'accepted'],
      'answered',
      ['stopOthers', 'startSettling', 'passAnswer', 'passAnswer'],
    ],
    ['is cancelled', ['cancel'], 'over', ['tellTerminated', 'stopAll', 'tellAbandoned', 'forget']],
    [
      'is cancelled too late',
      ['accepted', 'cancel'],
      'answered',
      ['stopOthers', 'startSettling', 'passAnswer'],
    ],
    ['is refused by all', ['exhausted'], 'over', ['tellRefused', 'forget']],
    [
      'loses its caller',
      ['progress', 'callerGone'],
      'over',
      ['tellRinging', 'stopAll', 'tellAbandoned', 'forget'],
    ],
    [
      'loses its caller after the answer: the dialog’s affair',
      ['accepted', 'callerGone'],
      'answered',
      ['stopOthers', 'startSettling', 'passAnswer'],
    ],
    ['rings for too long', ['patience'], 'over', ['tellTimeout', 'stopAll', 'tellAbandoned', 'forget']],
  ])('%s', (_name, given, stage, effects) => {
    expect(after(...given)).toEqual({ stage, effects });
  });

  it('has one end, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...inputs), { maxLength: 12 }), (given) => {
        const { stage, effects } = after(...given);
        const finals = effects.filter((effect) =>
          ['stopOthers', 'tellRefused', 'tellAbandoned'].includes(effect),
        );
        expect(finals.length).toBe(stage === 'queued' || stage === 'ringing' ? 0 : 1);
        expect(effects.filter((effect) => effect === 'forget')).toHaveLength(stage === 'over' ? 1 : 0);
        expect(effects.filter((effect) => effect === 'tellRinging').length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
