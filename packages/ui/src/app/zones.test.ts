import { describe, expect, it } from 'vitest';
import { byKey, gutter, least, limits, resized, shown } from './zones.ts';

const widths = { queue: 26, reach: 26 };

describe('zones', () => {
  it('all fit into the narrowest window', () => {
    expect(least.queue + least.call + least.reach + 2 * gutter).toBeLessThan(1240);
  });

  it.each([1240, 1888, 3800])('are never narrower than can be used, at %i px', (width) => {
    const px = (percent: number) => (percent / 100) * width;
    for (const percent of [0, 15, 30, 50, 100]) {
      const queue = resized(widths, 'queue', percent, width);
      const both = resized(queue, 'reach', percent, width);
      const rest = width - 2 * gutter - px(both.queue) - px(both.reach);
      expect(px(both.queue)).toBeGreaterThanOrEqual(least.queue - 1);
      expect(px(both.reach)).toBeGreaterThanOrEqual(least.reach - 1);
      expect(rest).toBeGreaterThanOrEqual(least.call - 2);
    }
  });

  it('are kept as they were wanted, and shown as the window allows', () => {
    expect(shown('queue', { queue: 10, reach: 26 }, 1240)).toBeCloseTo(28.4, 1);
    expect(shown('queue', { queue: 10, reach: 26 }, 3800)).toBe(10);
  });

  it('move by keys: the splitter goes where the arrow points', () => {
    expect(byKey(widths, 'queue', 'ArrowRight', 1888)).toEqual({ queue: 27, reach: 26 });
    expect(byKey(widths, 'reach', 'ArrowRight', 1888)).toEqual({ queue: 26, reach: 25 });
    expect(byKey(widths, 'reach', 'PageUp', 1888)).toEqual({ queue: 26, reach: 31 });
    const { from, to } = limits('queue', widths, 1888);
    expect(byKey(widths, 'queue', 'Home', 1888)?.queue).toBe(from);
    expect(byKey(widths, 'queue', 'End', 1888)?.queue).toBe(to);
    expect(byKey(widths, 'queue', 'x', 1888)).toBeUndefined();
  });
});
