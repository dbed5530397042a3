import { expect, it, vi } from 'vitest';
import { handClock } from '../parties/fakes.ts';
import { createWindowMemory } from './memory.ts';
import type { KeptWindow } from './placement.ts';

const here: KeptWindow = { display: 1, x: 0, y: 0, width: 1280, height: 720, maximised: false };
function setUp() {
  const clock = handClock();
  const keep = vi.fn();
  const look = vi.fn((): KeptWindow | undefined => here);
  return { clock, keep, look, memory: createWindowMemory({ clock, look, keep }) };
}

it('keeps where the window was left, once it stands', () => {
  const { clock, keep, memory } = setUp();
  for (let n = 0; n < 20; n += 1) {
    memory.handleChanged();
    clock.pass(100);
  }
  expect(keep).not.toHaveBeenCalled();
  clock.pass(500);
  expect(keep.mock.calls).toEqual([[here]]);
});

it('keeps at once when the window goes, and only what has changed', () => {
  const { clock, keep, memory } = setUp();
  memory.flush();
  expect(keep).not.toHaveBeenCalled();
  memory.handleChanged();
  memory.flush();
  clock.pass(1000);
  expect(keep).toHaveBeenCalledOnce();
});

it('remembers nothing of a window that is minimised or gone', () => {
  const { clock, keep, look, memory } = setUp();
  look.mockReturnValue(undefined);
  memory.handleChanged();
  clock.pass(500);
  memory.handleChanged();
  memory.dispose();
  clock.pass(500);
  expect(keep).not.toHaveBeenCalled();
});

it('remembers nothing that nobody has changed, so that a larger display is filled again', () => {
  const { clock, keep, look, memory } = setUp();
  memory.handleOpened();
  memory.handleChanged();
  clock.pass(500);
  expect(keep).not.toHaveBeenCalled();
  for (const x of [40, 0]) {
    look.mockReturnValue({ ...here, x });
    memory.handleChanged();
    clock.pass(500);
  }
  expect(keep.mock.calls).toEqual([[{ ...here, x: 40 }], [here]]);
});
