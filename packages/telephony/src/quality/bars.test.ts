import { describe, expect, it } from 'vitest';
import { nextBars } from './bars.ts';

describe('nextBars', () => {
  it.each([
    [4.4, 4],
    [4.0, 4],
    [3.9, 3],
    [3.2, 2],
    [2.0, 1],
  ])('MOS %d is %d bars at first sight', (mos, bars) => expect(nextBars(undefined, true, mos)).toBe(bars));

  it('is 0 without sound, and back at once', () => {
    expect(nextBars(4, false, 4.4)).toBe(0);
    expect(nextBars(0, true, 4.0)).toBe(4);
  });

  it('falls at once and rises only with a margin', () => {
    expect(nextBars(4, true, 3.99)).toBe(3);
    expect(nextBars(3, true, 4.05)).toBe(3);
    expect(nextBars(3, true, 4.1)).toBe(4);
  });

  it('does not flicker around a limit', () => {
    let bars = nextBars(undefined, true, 4.02);
    const seen = new Set<number>();
    for (const mos of [3.98, 4.03, 3.97, 4.04, 3.99]) seen.add((bars = nextBars(bars, true, mos)));
    expect([...seen]).toEqual([3]);
  });

  it('rises one step when the next one needs more', () => expect(nextBars(1, true, 3.65)).toBe(2));
});
