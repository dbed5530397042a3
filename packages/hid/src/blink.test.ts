import { expect, it } from 'vitest';
import { createBlink } from './blink.ts';
import { fakeClock } from './testing/clock.ts';

function rig() {
  const clock = fakeClock();
  const told: string[] = [];
  const blink = createBlink<'ring' | 'mute'>({
    clock,
    handleStep: (lamp, state) => told.push(`${clock.mono()} ${lamp} ${state} ${blink.now()?.round ?? '-'}`),
  });
  return { clock, told, blink };
}

it('is lit three times, and is over once', () => {
  const { clock, told, blink } = rig();
  blink.start('ring');
  clock.advance(10_000);
  expect(told).toEqual([
    '0 ring lit 0',
    '500 ring dark 0',
    '1000 ring lit 1',
    '1500 ring dark 1',
    '2000 ring lit 2',
    '2500 ring over -',
  ]);
  blink.stop();
  expect([told.length, clock.open()]).toEqual([6, 0]);
});

it('ends one lamp before it tries another, and when it is disposed of', () => {
  const { clock, told, blink } = rig();
  blink.start('ring');
  blink.start('mute');
  clock.advance(600);
  blink.dispose();
  clock.advance(5000);
  expect(told).toEqual([
    '0 ring lit 0',
    '0 ring over -',
    '0 mute lit 0',
    '500 mute dark 0',
    '600 mute over -',
  ]);
});
