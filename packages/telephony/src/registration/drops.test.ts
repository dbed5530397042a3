import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createDrops, type Drop } from './drops.ts';

function scene() {
  const clock = fakeClock();
  const told: Drop[] = [];
  const drops = createDrops(clock, (drop) => told.push(drop));
  return { clock, told, drops };
}

describe('createDrops', () => {
  it('tells the first of each reason at once', () => {
    const { told, drops } = scene();
    drops.add('headers', false);
    drops.add('flood', true);
    expect(told).toEqual([
      { why: 'headers', count: 1, calls: 0 },
      { why: 'flood', count: 1, calls: 1 },
    ]);
    drops.dispose();
  });

  it('tells a flood in a handful of events, with every one counted', () => {
    const { clock, told, drops } = scene();
    for (let n = 0; n < 12_000; n += 1) {
      drops.add('flood', n % 2 === 0);
      if (n % 100 === 0) clock.advance(100);
    }
    clock.advance(60_000);
    expect(told.length).toBeLessThan(8);
    expect(told.at(-1)?.count).toBe(12_000);
    expect(told.reduce((sum, { calls }) => sum + calls, 0)).toBe(6000);
    drops.dispose();
  });

  it('is as quick as at first when it has been quiet, and leaves no timer', () => {
    const { clock, told, drops } = scene();
    drops.add('cseq', false);
    drops.add('cseq', false);
    clock.advance(10_000);
    expect(told.map(({ count }) => count)).toEqual([1, 2]);
    expect(clock.open()).toBe(0);
    drops.add('cseq', false);
    drops.add('cseq', false);
    clock.advance(1000);
    expect(told.map(({ count }) => count)).toEqual([1, 2, 3, 4]);
    drops.dispose();
    expect(clock.open()).toBe(0);
  });
});
