import { emptySnapshot } from '@samband/telephony/contract';
import type { Call, Snapshot } from '@samband/telephony/contract';
import { describe, expect, it } from 'vitest';
import { activeCall, info, waitingCall } from '../testing/console.ts';
import { initialState, readInfo } from './console.ts';
import { guideSteps } from './guide-steps.ts';
import type { GuideStep } from './guide-steps.ts';
import { guideAfter, guideAt, guideTurned, sceneOf } from './guide.ts';
import type { ConsoleState } from './types.ts';

const picture = (...calls: readonly Call[]): Snapshot => ({ ...emptySnapshot, calls: [...calls] });
const call = (id: string, more: Partial<Call> = {}) => activeCall(id, more);
const onHold = (id: string) => call(id, { held: { operator: true, peer: false } });
/** The steps that the guide has after each of these pictures. */
function walk(step: GuideStep, ...pictures: readonly Snapshot[]): (GuideStep | undefined)[] {
  let guide: ReturnType<typeof guideAfter> = guideAt(step, pictures[0] ?? picture());
  return pictures.slice(1).map((next) => {
    guide = guideAfter(guide, next);
    return guide?.step;
  });
}

describe('the guide goes on by itself', () => {
  it('when the first call is up, not while it is being answered', () => {
    const steps = walk('call', picture(), picture(call('c1', { state: 'answering' })), picture(call('c1')));
    expect(steps).toEqual(['call', 'hold']);
  });

  it('not by a call that was up before, nor by one that goes out', () => {
    const before = picture(call('c0'));
    const out = call('o1', { direction: 'outgoing' });
    expect(walk('call', before, before, picture(call('c0'), out), picture())).toEqual([
      'call',
      'call',
      'call',
    ]);
  });

  it('when a call was put on hold and taken back', () => {
    expect(walk('hold', picture(call('c1')), picture(onHold('c1')), picture(call('c1')))).toEqual([
      'hold',
      'unanswered',
    ]);
  });

  it('also when it was on hold as the step began; not when it ended there', () => {
    expect(walk('hold', picture(onHold('c1')), picture(call('c1')))).toEqual(['unanswered']);
    expect(walk('hold', picture(onHold('c1')), picture(), picture(call('c2')))).toEqual(['hold', 'hold']);
  });

  it('in no other step, and is the same object where nothing happened', () => {
    for (const step of ['sound', 'unanswered', 'help'] as const)
      expect(walk(step, picture(), picture(call('c1')), picture(onHold('c1')), picture())).toEqual([
        step,
        step,
        step,
      ]);
    const guide = guideAt('hold', picture(onHold('c1')));
    expect(guideAfter(guide, picture(onHold('c1')))).toBe(guide);
    expect(guideAfter(undefined, picture())).toBeUndefined();
  });
});

it('is turned step by step, not before the first, and is over after the last', () => {
  const turned = (step: GuideStep, by: 1 | -1) => guideTurned(guideAt(step, picture()), by, picture())?.step;
  expect(guideSteps.map((step) => turned(step, 1))).toEqual([
    'call',
    'hold',
    'unanswered',
    'help',
    undefined,
  ]);
  expect(guideSteps.map((step) => turned(step, -1))).toEqual([
    'sound',
    'sound',
    'call',
    'hold',
    'unanswered',
  ]);
});

describe('a scene', () => {
  function state(step: GuideStep, snapshot: Partial<Snapshot> = {}, more: Partial<ConsoleState> = {}) {
    const whole = { ...emptySnapshot, ...snapshot };
    const told = readInfo({ ...info, practice: { ready: true } });
    const view = { ...initialState.view, guide: guideAt(step, whole) };
    return { ...initialState, ...told, snapshot: whole, view, ...more };
  }
  const scene = (...parts: Parameters<typeof state>) => sceneOf(state(...parts), true);
  const position = { ...emptySnapshot.position, state: 'paused' } as const;

  it('of the sound follows the panel', () => {
    expect(scene('sound')).toBe('sound.panel');
    const open = state('sound');
    expect(sceneOf({ ...open, view: { ...open.view, panel: 'sound' } }, true)).toBe('sound.try');
  });

  it('of the first call says what stands between the operator and it', () => {
    expect(scene('call')).toBe('call.order');
    expect(scene('call', { waiting: [waitingCall('w1')] })).toBe('call.answer');
    expect(scene('call', { position })).toBe('call.paused');
    expect(scene('call', {}, readInfo({ ...info, practice: { ready: false } }))).toBe('call.starting');
  });

  it('of holding follows the call', () => {
    expect(scene('hold', { calls: [call('c1')] })).toBe('hold.hold');
    expect(scene('hold', { calls: [onHold('c1')] })).toBe('hold.resume');
    expect(scene('hold')).toBe('hold.none');
  });

  it('of the unanswered knows whether the layout has them', () => {
    expect(sceneOf(state('unanswered'), true)).toBe('unanswered.list');
    expect(sceneOf(state('unanswered'), false)).toBe('unanswered.none');
  });

  it('is none while there are two calls, nor where no centre is brought along', () => {
    expect(scene('hold', { calls: [call('c1'), onHold('c2')] })).toBeUndefined();
    expect(scene('help', {}, readInfo(info))).toBeUndefined();
  });
});
