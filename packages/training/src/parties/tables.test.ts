import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnsweringInput, type AnsweringStage, answeringStep } from './answering-table.ts';
import { type CallerInput, type CallerStage, callerStep } from './caller-table.ts';
import { type LinkInput, type LinkStage, linkStep } from './link-table.ts';
import { type TalkInput, type TalkStage, talkStep } from './talk-table.ts';

/** Any inputs in any order; the stages and effects that came of them. */
function walk<Stage extends string, Input, Effect extends string>(
  first: Stage,
  step: (stage: Stage, input: Input) => { next: Stage; effects: readonly Effect[] } | undefined,
  inputs: readonly Input[],
): { stage: Stage; effects: Effect[] } {
  let stage = first;
  const effects: Effect[] = [];
  for (const input of inputs) {
    const done = step(stage, input);
    if (!done) continue;
    stage = done.next;
    effects.push(...done.effects);
  }
  return { stage, effects };
}

const count = (effects: readonly string[], ...names: string[]): number =>
  effects.filter((effect) => names.includes(effect)).length;

const talkInputs: TalkInput[] = [
  'begin',
  'voiceBegan',
  'voiceEnded',
  'turn',
  'said',
  'saidAll',
  'held',
  'resumed',
  'stop',
];
const callerInputs: CallerInput[] = [
  'progress',
  'established',
  'refused',
  'impatient',
  'ended',
  'cut',
  'broke',
  'finished',
  'again',
  'leave',
  'stop',
];
const answeringInputs: AnsweringInput[] = [
  'pickUp',
  'refuse',
  'cancelled',
  'acknowledged',
  'acceptFailed',
  'ended',
  'broke',
  'finished',
  'stop',
];
const linkInputs: LinkInput[] = [
  'start',
  'connected',
  'disconnected',
  'registered',
  'notRegistered',
  'deaf',
  'retry',
  'stop',
];

describe('the talk', () => {
  it('never begins a line before the last one is over', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...talkInputs), { maxLength: 60 }), (inputs) => {
        let speaks = false;
        let stage: TalkStage = 'waiting';
        for (const input of inputs) {
          const step = talkStep(stage, input);
          if (!step) continue;
          if (input === 'said' || input === 'saidAll') speaks = false;
          for (const effect of step.effects) {
            if (effect === 'answer' || effect === 'speakUp') {
              expect(speaks).toBe(false);
              speaks = true;
            }
            if (effect === 'hush') speaks = false;
          }
          stage = step.next;
          expect(speaks).toBe(stage === 'speaking' || stage === 'interrupted');
        }
      }),
    );
  });
});

describe('a caller', () => {
  it('lets go of each call once, and of the last one before the end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...callerInputs), { maxLength: 60 }), (inputs) => {
        const { stage, effects } = walk<CallerStage, CallerInput, string>('calling', callerStep, inputs);
        const calls = 1 + count(effects, 'call');
        const open = stage === 'calling' || stage === 'ringing' || stage === 'talking' ? 1 : 0;
        expect(count(effects, 'release')).toBe(calls - open);
        expect(count(effects, 'talk')).toBeLessThanOrEqual(calls);
        expect(count(effects, 'settle')).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is told of as answered before it is told of as ended', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...callerInputs), { maxLength: 60 }), (inputs) => {
        const { stage, effects } = walk<CallerStage, CallerInput, string>('calling', callerStep, inputs);
        const ended = count(effects, 'tellEndedByOperator', 'tellEndedByCaller', 'tellLost');
        expect(count(effects, 'tellAnswered') - ended).toBe(stage === 'talking' ? 1 : 0);
      }),
    );
  });
});

describe('someone who is called', () => {
  it('answers or refuses once, and lets go once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...answeringInputs), { maxLength: 40 }), (inputs) => {
        const { stage, effects } = walk<AnsweringStage, AnsweringInput, string>(
          'ringing',
          answeringStep,
          inputs,
        );
        expect(count(effects, 'accept')).toBeLessThanOrEqual(1);
        expect(count(effects, 'reject')).toBeLessThanOrEqual(1);
        expect(count(effects, 'release')).toBe(stage === 'over' ? 1 : 0);
      }),
    );
  });
});

describe('the link', () => {
  it('is told of as lost exactly when it was up, and always tries again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...linkInputs), { maxLength: 60 }), (inputs) => {
        const { stage, effects } = walk<LinkStage, LinkInput, string>('idle', linkStep, inputs);
        const open = count(effects, 'tellConnected') - count(effects, 'tellLost');
        if (stage === 'up') expect(open).toBe(1);
        else if (stage !== 'over') expect(open).toBe(0);
        if (stage === 'waiting') expect(effects).toContain('retryLater');
      }),
    );
  });
});
