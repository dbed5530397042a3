import { z } from 'zod';

/** Electron's rectangles: device-independent pixels, the same size in the hand on every display. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Display {
  readonly id: number;
  /** Without task bar and dock. */
  readonly workArea: Rect;
}

/** Smaller than this the console does not fit. */
export const smallest = { width: 960, height: 600 };

const pixels = z.number().min(-100_000).max(100_000);
/** Where a position's window was. `x` and `y` count from the corner of its display's work area: displays are moved. */
export const keptWindowSchema = z.object({
  display: z.number(),
  x: pixels,
  y: pixels,
  width: z.number().min(1).max(100_000),
  height: z.number().min(1).max(100_000),
  maximised: z.boolean(),
});
export type KeptWindow = z.infer<typeof keptWindowSchema>;

export interface Placement {
  readonly bounds: Rect;
  readonly maximised: boolean;
}

/** The length, at most all there is, and the start that keeps it inside. */
function inside(start: number, length: number, least: number, from: number, room: number): [number, number] {
  const fits = Math.min(Math.max(length, least), room);
  return [Math.min(Math.max(start, from), from + room - fits), fits];
}

/**
 * Where the window opens: as it was left, whole on its display, whatever has become of the display's size and place.
 * All of the primary display when its own is gone, or when nothing was kept.
 */
export function placeWindow(
  kept: KeptWindow | undefined,
  displays: readonly Display[],
  primary: Display,
): Placement {
  const display = displays.find(({ id }) => id === kept?.display);
  if (!kept || !display) return { bounds: primary.workArea, maximised: false };
  const { workArea } = display;
  const [x, width] = inside(workArea.x + kept.x, kept.width, smallest.width, workArea.x, workArea.width);
  const [y, height] = inside(workArea.y + kept.y, kept.height, smallest.height, workArea.y, workArea.height);
  return { bounds: { x, y, width, height }, maximised: kept.maximised };
}

/** What to keep of a window with these bounds (those it has when it is not maximised) on this display. */
export function keptOf({ x, y, width, height }: Rect, display: Display, maximised: boolean): KeptWindow {
  const { id, workArea } = display;
  return { display: id, x: x - workArea.x, y: y - workArea.y, width, height, maximised };
}
