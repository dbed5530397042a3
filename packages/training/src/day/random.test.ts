import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, oneOf, seededRandom, shuffled } from './random.ts';

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, all of them in [0, 1)', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, other] = [seededRandom(seed), seededRandom(seed)];
        for (let count = 0; count < 50; count++) {
          const drawn = one();
          expect(drawn).toBe(other());
          expect(drawn).toBeGreaterThanOrEqual(0);
          expect(drawn).toBeLessThan(1);
        }
      }),
    );
  });

  it('spreads evenly', () => {
    const random = seededRandom(7);
    const counts = [0, 0, 0, 0];
    for (let count = 0; count < 4000; count++) {
      const at = Math.floor(random() * 4);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe('choices', () => {
  it('stay between their bounds and in their list', () => {
    const random = seededRandom(1);
    for (let count = 0; count < 100; count++) {
      const drawn = between(random, [3, 5]);
      expect(drawn).toBeGreaterThanOrEqual(3);
      expect(drawn).toBeLessThan(5);
      expect(['a', 'b']).toContain(oneOf(random, ['a', 'b']));
    }
    expect(() => oneOf(random, [])).toThrow('nothing');
  });

  it('take everyone once before anyone twice', () => {
    const order = shuffled(seededRandom(3), [1, 2, 3, 4]);
    for (let round = 0; round < 5; round++) {
      const seen = new Set(Array.from({ length: 4 }, () => order.next().value));
      expect(seen.size).toBe(4);
    }
  });
});
