import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeClock, settle } from '../testing/index.ts';
import type { Output } from './output.ts';
import { createRinger, playOnce } from './ringer.ts';
import { testSound } from './sounds.ts';

/** Sounds that were made. */
let made: number;

beforeEach(() => {
  made = 0;
  class Counted {
    constructor() {
      made += 1;
    }
    copyToChannel(): void {}
  }
  vi.stubGlobal('AudioBuffer', Counted);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** An output whose device plays or not; what is attached to it is only counted. */
function setUp() {
  const clock = fakeClock();
  const state = { isAudible: true, attached: 0, failed: 0 };
  const output = {
    audible: () => state.isAudible,
    attach() {
      state.attached += 1;
      return { dispose: () => void (state.attached -= 1) };
    },
  } as unknown as Output;
  const ringer = createRinger({ clock, output, rings: [], handleRingFailed: () => (state.failed += 1) });
  return { clock, state, output, ringer };
}

describe('a sound that has an end', () => {
  it('plays to its end', async () => {
    const { clock, state, output } = setUp();
    const { done } = playOnce(clock, output, testSound);
    await settle();
    expect(state.attached).toBe(1);
    await clock.run(testSound.seconds * 1000);
    await done;
    expect([state.attached, clock.open()]).toEqual([0, 0]);
  });

  it('waits for a device that wakes up slowly', async () => {
    const { clock, state, output } = setUp();
    state.isAudible = false;
    const { done } = playOnce(clock, output, testSound);
    await clock.run(3000);
    expect(state.attached).toBe(0);
    state.isAudible = true;
    await clock.run(100);
    expect(state.attached).toBe(1);
    await clock.run(1000);
    await done;
  });

  it.each([
    ['never plays', 0],
    ['stops playing', 500],
  ])('is told as unheard when its device %s', async (_what, dies) => {
    const { clock, state, output } = setUp();
    state.isAudible = dies > 0;
    const refused = playOnce(clock, output, testSound).done.catch((cause: unknown) => cause);
    await clock.run(dies);
    state.isAudible = false;
    await clock.run(10_000);
    expect(await refused).toMatchObject({ code: 'device.inaudible' });
    expect([state.attached, clock.open()]).toEqual([0, 0]);
  });

  it.each([
    ['before it began', false],
    ['in the middle', true],
  ])('is no failure when it is stopped %s', async (_what, isAudible) => {
    const { clock, state, output } = setUp();
    state.isAudible = isAudible;
    const { done, stop } = playOnce(clock, output, testSound);
    await clock.run(200);
    stop();
    stop();
    await clock.run(100);
    await done;
    expect([state.attached, clock.open()]).toEqual([0, 0]);
  });
});

describe('the ringer', () => {
  it('makes its sounds ahead, one at a time, and stops when it is not needed any more', async () => {
    const { clock, ringer } = setUp();
    const whole = setUp();
    ringer.dispose();
    await clock.run(1000);
    expect([clock.open(), made]).toEqual([0, 0]);
    await whole.clock.run(1000);
    expect([whole.clock.open(), made]).toEqual([0, 6]);
  });

  it('sounds one thing at a time, and says once when it cannot be heard', async () => {
    const { clock, state, ringer } = setUp();
    ringer.ring({ kind: 'ring', name: 'emergency' });
    ringer.ring({ kind: 'warning' });
    expect(state.attached).toBe(1);
    state.isAudible = false;
    await clock.run(10_000);
    expect(state.failed).toBe(1);
    ringer.ring({ kind: 'none' });
    expect([state.attached, clock.open()]).toEqual([0, 0]);
  });

  it('chimes beside the ring, once at a time, and leaves nothing behind', async () => {
    const { clock, state, ringer } = setUp();
    ringer.ring({ kind: 'tick' });
    ringer.chime();
    await settle();
    ringer.chime();
    await settle();
    expect(state.attached).toBe(2);
    await clock.run(2000);
    expect(state.attached).toBe(1);
    state.isAudible = false;
    ringer.chime();
    await clock.run(10_000);
    ringer.dispose();
    expect([state.attached, clock.open()]).toEqual([0, 0]);
  });
});
