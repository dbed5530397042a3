import { describe, expect, it, vi } from 'vitest';
import { standingClock } from '../testing/console.ts';
import { button, lamp, learning, listed, meanings } from '../testing/devices.ts';
import { createLooking, hookTime, isAmong, looksAfter, noLooks, pressedNow } from './looks.ts';
import { createTimers } from './timers.ts';

const after = (...looks: Parameters<typeof looksAfter>[1][]) => looks.reduce(looksAfter, noLooks);

describe('what is seen', () => {
  it('lights up one button of one device for as long as it is down, and remembers that it was', () => {
    const mute = { device: 'h1', button: 'headset.mute' };
    const down = after(button('h1', 'headset.mute', true), button('h2', 'headset.hook', true));
    expect(isAmong(down.down, mute)).toBe(true);
    expect(isAmong(down.down, { ...mute, device: 'h2' })).toBe(false);
    expect(down.pressed).toEqual(['h2', 'h1']);
    const up = looksAfter(down, button('h1', 'headset.mute', false));
    expect(isAmong(up.down, mute)).toBe(false);
    expect(isAmong(up.tried, mute)).toBe(true);
  });

  it('does not take a pedal for a headset that is worn', () => {
    expect(after(button('p1', 'pedal.left', true)).pressed).toEqual([]);
  });
});

it('shows a lamp that is being tried, until that one is over', () => {
  expect(after(lamp('h1', 'ring', 'lit')).testing).toEqual({ device: 'h1', lamp: 'ring', lit: true });
  const next = [lamp('h1', 'ring', 'dark'), lamp('h1', 'mute', 'lit'), lamp('h1', 'ring', 'over')];
  expect(after(...next).testing).toEqual({ device: 'h1', lamp: 'mute', lit: true });
  expect(after(...next, lamp('h1', 'mute', 'over')).testing).toBeUndefined();
});

it('knows a press from all else, also the next one of a hook that is never let go', () => {
  const down = after(button('h1', 'headset.hook', true));
  expect(pressedNow(down, noLooks)?.device).toBe('h1');
  expect(pressedNow(looksAfter(down, button('h1', 'headset.hook', true)), down)?.device).toBe('h1');
  const both = looksAfter(down, button('h2', 'headset.mute', true));
  expect(pressedNow(looksAfter(both, button('h2', 'headset.mute', false)), both)).toBeUndefined();
  expect(pressedNow(looksAfter(down, button('p1', 'pedal.left', true)), down)).toBeUndefined();
  expect(pressedNow(looksAfter(down, meanings()), down)).toBeUndefined();
});

describe('learning', () => {
  const seen = (...steps: Parameters<typeof learning>[]) =>
    after(...steps.map((step) => learning(...step))).learning;

  it('asks once more for the same switch, and begins afresh with the next', () => {
    expect(seen(['press'])).toMatchObject({ again: false });
    expect(seen(['press'], ['release'], ['press'])).toMatchObject({ step: 'press', again: true });
    expect(seen(['press'], ['release'], ['press'], ['release'], ['press'])).toMatchObject({ again: true });
    expect(seen(['press'], ['release'], ['done'], ['press', 'right'])).toMatchObject({
      again: false,
      done: ['left'],
    });
  });

  it('says what was wrong until it is pressed again', () => {
    expect(seen(['release'], ['unclear'])).toMatchObject({ problem: 'unclear' });
    expect(seen(['release'], ['unclear'], ['press'])).toMatchObject({ problem: 'unclear', again: false });
    expect(seen(['same'], ['press'], ['release'])?.problem).toBeUndefined();
  });

  it('of another device has nothing of the one before', () => {
    expect(seen(['done'], ['press', 'left', 'x2'])).toMatchObject({ device: 'x2', done: [] });
  });
});

function setUp() {
  const time = standingClock();
  const ask = vi.fn<(on: boolean) => void>();
  const again = vi.fn<() => void>();
  const looking = createLooking({ timers: createTimers(time.clock), ask, again });
  return { looking, ask, time, looks: () => looking.store.getState() };
}

it('looks as long as anybody wants to, and forgets then', () => {
  const { looking, ask, looks } = setUp();
  const undo = [looking.want(), looking.want()];
  looking.handleLook(meanings());
  looking.handleLook(listed({ id: 'x1', label: 'Pedal' }));
  looking.handleLook(button('h1', 'headset.mute', true));
  undo[0]?.();
  undo[0]?.();
  expect(ask).not.toHaveBeenCalledWith(false);
  expect(looks().listed).toHaveLength(1);
  undo[1]?.();
  expect(ask).toHaveBeenLastCalledWith(false);
  expect(looks()).toEqual({ ...noLooks, pressed: ['h1'] });
  looking.handleOther();
  expect(looks()).toEqual(noLooks);
});

it('puts out the light of a hook, which is never let go', () => {
  const { looking, time, looks } = setUp();
  looking.handleLook(button('h1', 'headset.hook', true));
  looking.handleLook(button('h1', 'headset.mute', true));
  time.advance(hookTime);
  expect(looks().down).toEqual([{ device: 'h1', button: 'headset.mute' }]);
  expect(looks().tried).toHaveLength(2);
});

it('knows nothing any more when the engine is gone, and nothing of a learning before', () => {
  const { looking, looks } = setUp();
  looking.handleLook(learning('done'));
  looking.learnAnew();
  expect(looks().learning).toBeUndefined();
  looking.handleLook(meanings());
  looking.handleEngineGone();
  expect(looks()).toEqual(noLooks);
});
