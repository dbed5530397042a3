import type { PlaceSettings } from '@samband/telephony/contract';

export type Side = 'queue' | 'reach';
/** Widths of the outer zones, percent of the zones' width; the call has the rest. */
export type Widths = NonNullable<PlaceSettings['zones']>;

/** Below these (px) a zone cannot be used. They and two gutters fit into the narrowest window, 1280 px. */
export const least = { queue: 352, call: 440, reach: 296 } as const;
/** px between two zones. */
export const gutter = 12;
/** What may be kept (`placeSettingsSchema`). */
const [fewest, most] = [10, 70];

const tenth = (percent: number): number => Math.round(percent * 10) / 10;

/** From and to, percent, that one side can have where all zones together are `width` px wide. */
export function limits(
  side: Side,
  widths: Widths,
  width: number,
): { readonly from: number; readonly to: number } {
  const other = side === 'queue' ? 'reach' : 'queue';
  const percent = (px: number): number => (px / Math.max(1, width)) * 100;
  const from = Math.max(fewest, percent(least[side]));
  const rest = width - 2 * gutter - least.call - Math.max(least[other], (widths[other] / 100) * width);
  return { from: tenth(from), to: tenth(Math.max(from, Math.min(most, percent(rest)))) };
}

/** What a side really has: a window that became narrower shows less than was kept. */
export function shown(side: Side, widths: Widths, width: number): number {
  const { from, to } = limits(side, widths, width);
  return tenth(Math.min(to, Math.max(from, widths[side])));
}

/** One side made this wide, within its limits. */
export function resized(widths: Widths, side: Side, percent: number, width: number): Widths {
  return { ...widths, [side]: shown(side, { ...widths, [side]: percent }, width) };
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -5,
  PageDown: 5,
};

/** Where a key puts the splitter of a side; undefined: no key of a splitter. Home is the narrowest, End the widest. */
export function byKey(widths: Widths, side: Side, key: string, width: number): Widths | undefined {
  const { from, to } = limits(side, widths, width);
  if (key === 'Home') return { ...widths, [side]: from };
  if (key === 'End') return { ...widths, [side]: to };
  const step = steps[key];
  if (step === undefined) return undefined;
  // The right zone grows when its splitter goes left.
  return resized(widths, side, shown(side, widths, width) + (side === 'queue' ? step : -step), width);
}
