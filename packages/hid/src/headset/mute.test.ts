import { expect, it } from 'vitest';
import { fakeClock } from '../testing/clock.ts';
import { createMuteLogic } from './mute.ts';

/** The engine does what is asked, and the lamp follows. */
function rig() {
  const clock = fakeClock();
  const mute = createMuteLogic(clock, 700);
  let muted = false;
  function set(to: boolean | undefined): void {
    if (to === undefined) return;
    muted = to;
    mute.handleTruth(to);
    mute.handleWritten(to);
  }
  return {
    clock,
    set,
    isMuted: () => muted,
    press: () => set(mute.handlePress()),
    turn: (to: boolean) => set(mute.handleSwitch(to)),
  };
}

it('toggles', () => {
  const { clock, press, isMuted } = rig();
  press();
  expect(isMuted()).toBe(true);
  clock.advance(1000);
  press();
  expect(isMuted()).toBe(false);
});

it('is muted when the device takes an unmute back', () => {
  const { clock, set, press, isMuted } = rig();
  set(true);
  clock.advance(1000);
  set(false);
  clock.advance(400);
  press();
  expect(isMuted()).toBe(true);
});

it('learns that a device echoes, and can then unmute it', () => {
  const { clock, set, press, isMuted } = rig();
  const echoed = (to: boolean): void => {
    set(to);
    clock.advance(60);
    press();
    clock.advance(3000);
  };
  echoed(true);
  expect(isMuted()).toBe(true);
  echoed(false);
  expect(isMuted()).toBe(false);
  press();
  clock.advance(60);
  press();
  expect(isMuted()).toBe(true);
});

it('ends muted after more than two presses in a second', () => {
  const { clock, press, isMuted } = rig();
  for (let count = 0; count < 7; count++) {
    press();
    clock.advance(210);
  }
  expect(isMuted()).toBe(true);
});

it('asks once for what is on its way', () => {
  const clock = fakeClock();
  const mute = createMuteLogic(clock, 700);
  expect(mute.handlePress()).toBe(true);
  clock.advance(300);
  expect(mute.handlePress()).toBe(false);
  expect(mute.handleSwitch(false)).toBeUndefined();
});

it('follows a switch', () => {
  const { clock, turn, isMuted } = rig();
  turn(true);
  clock.advance(2000);
  turn(true);
  turn(false);
  expect(isMuted()).toBe(false);
});
