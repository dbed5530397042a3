import { expect, it } from 'vitest';
import { fakeClock } from '../testing/clock.ts';
import { createLampTest } from './lamp-test.ts';

function rig() {
  const clock = fakeClock();
  const told: string[] = [];
  const test = createLampTest({
    clock,
    ackMs: 700,
    handleStep: (lamp, state) => told.push(`${lamp} ${state}`),
    handleQuiet: () => told.push('quiet'),
  });
  const answers = () => [test.answers('hook'), test.answers('mute')];
  return { clock, told, test, answers };
}

it('takes all for an answer until the device has had its time', () => {
  const { clock, told, test, answers } = rig();
  expect(answers()).toEqual([false, false]);
  test.start('ring');
  clock.advance(3199);
  expect(answers()).toEqual([true, true]);
  clock.advance(1);
  expect(answers()).toEqual([false, false]);
  expect(told.slice(-3)).toEqual(['ring lit', 'ring over', 'quiet']);
});

it('believes the hook from the moment the calls change, while it blinks and while it fades', () => {
  for (const at of [700, 2600]) {
    const { clock, told, test, answers } = rig();
    test.start('offHook');
    clock.advance(at);
    test.handleCallsChanged();
    expect(told.filter((line) => line === 'offHook over')).toHaveLength(1);
    expect(answers()).toEqual([false, true]);
    clock.advance(700);
    expect(answers()).toEqual([false, false]);
    test.start('mute');
    expect(answers()).toEqual([true, true]);
    test.dispose();
    expect(clock.open()).toBe(0);
  }
});

it('has nothing to end where nothing is tried', () => {
  const { clock, told, test, answers } = rig();
  test.handleCallsChanged();
  test.stop();
  expect([told, answers(), clock.open()]).toEqual([[], [false, false], 0]);
});
