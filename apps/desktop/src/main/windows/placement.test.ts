import { expect, it } from 'vitest';
import { keptOf, keptWindowSchema, placeWindow } from './placement.ts';

const left = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
const right = { id: 2, workArea: { x: 1920, y: -200, width: 2560, height: 1400 } };
const bounds = { x: 2000, y: 0, width: 1400, height: 900 };
const kept = keptOf(bounds, right, false);

it('opens on all of the primary display when nothing was kept', () => {
  expect(placeWindow(undefined, [left, right], left)).toEqual({ bounds: left.workArea, maximised: false });
});

it('opens where it was, on its display', () => {
  expect(keptWindowSchema.parse(kept)).toEqual(kept);
  expect(placeWindow(kept, [left, right], left)).toEqual({ bounds, maximised: false });
  expect(placeWindow({ ...kept, maximised: true }, [left, right], left).maximised).toBe(true);
});

it('goes with its display when that stands elsewhere', () => {
  const moved = { id: 2, workArea: { ...right.workArea, x: -2560, y: 0 } };
  expect(placeWindow(kept, [moved, left], left).bounds).toEqual({ ...bounds, x: -2480, y: 200 });
});

it('opens on the primary display when its own is gone, not maximised into a place it never had', () => {
  expect(placeWindow({ ...kept, maximised: true }, [left], left)).toEqual({
    bounds: left.workArea,
    maximised: false,
  });
});

it('is whole on a display that has become smaller, or that it hung over', () => {
  const smaller = { id: 2, workArea: { x: 1920, y: 0, width: 1280, height: 720 } };
  expect(placeWindow(kept, [left, smaller], left).bounds).toEqual(smaller.workArea);
  const over = keptOf({ x: 4000, y: 1000, width: 1400, height: 900 }, right, false);
  expect(placeWindow(over, [left, right], left).bounds).toEqual({
    x: 3080,
    y: 300,
    width: 1400,
    height: 900,
  });
  const before = keptOf({ x: -300, y: -50, width: 1000, height: 700 }, left, false);
  expect(placeWindow(before, [left], left).bounds).toEqual({ x: 0, y: 0, width: 1000, height: 700 });
});

it('is never too small to be used', () => {
  const tiny = keptOf({ x: 10, y: 10, width: 10, height: 10 }, left, false);
  expect(placeWindow(tiny, [left], left).bounds).toMatchObject({ width: 960, height: 600 });
});
