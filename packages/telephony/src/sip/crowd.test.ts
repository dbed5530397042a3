import { describe, expect, it } from 'vitest';
import { createCrowd, mostRinging } from './crowd.ts';

function scene() {
  let now = 0;
  const left: number[] = [];
  const crowd = createCrowd({ mono: () => now });
  let count = 0;
  return {
    left,
    crowd,
    later: (ms: number): void => void (now += ms),
    /** One more INVITE. */
    come(): boolean {
      if (!crowd.admit()) return false;
      const name = (count += 1);
      crowd.add({ makeRoom: () => left.push(name) });
      return true;
    },
  };
}

describe('createCrowd', () => {
  it('lets all ring for whom there is room, however fast they come', () => {
    const { come, left } = scene();
    for (let n = 0; n < mostRinging; n += 1) expect(come()).toBe(true);
    expect(left).toEqual([]);
  });

  it('never pushes out the first in line, and refuses what comes as a flood does', () => {
    const { come, left, later } = scene();
    let rang = 0;
    for (let n = 0; n < 5000; n += 1) {
      later(1);
      if (come()) rang += 1;
    }
    // Room for a thousand, and five a second for the four seconds after.
    expect(rang).toBeGreaterThanOrEqual(mostRinging);
    expect(rang).toBeLessThan(mostRinging + 30);
    expect(Math.min(...left)).toBe(301);
  });

  it('lets the next caller ring after a flood that still stands', () => {
    const { come, left, later } = scene();
    for (let n = 0; n < 5000; n += 1) come();
    later(250);
    const before = left.length;
    expect(come()).toBe(true);
    expect(left).toHaveLength(before + 1);
  });

  it('has room again when others are over', () => {
    const { crowd, left } = scene();
    const first = { makeRoom: () => left.push(1) };
    crowd.add(first);
    for (let n = 1; n < mostRinging; n += 1) crowd.add({ makeRoom: () => left.push(n) });
    crowd.delete(first);
    expect(crowd.admit()).toBe(true);
    expect(left).toEqual([]);
  });
});
