import { describe, expect, it } from 'vitest';
import { mosOf, ratingOf } from './emodel.ts';

describe('mosOf', () => {
  // G.107 annex B, table B.1: the limits of the user satisfaction classes.
  it.each([
    [90, 4.34],
    [80, 4.03],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
  ])('R %d is MOS %d', (rating, mos) => expect(mosOf(rating)).toBeCloseTo(mos, 1));

  it('stays within 1 and 4.5', () => {
    expect(mosOf(-20)).toBe(1);
    expect(mosOf(2)).toBe(1);
    expect(mosOf(120)).toBe(4.5);
  });
});

describe('ratingOf', () => {
  it('is 93.2 without delay and loss', () => expect(ratingOf({ delayMs: 0, lossShare: 0 })).toBe(93.2));

  it('takes 2.4 for 100 ms, and much more past 177.3 ms', () => {
    expect(ratingOf({ delayMs: 100, lossShare: 0 })).toBeCloseTo(90.8, 5);
    expect(ratingOf({ delayMs: 400, lossShare: 0 })).toBeCloseTo(93.2 - 9.6 - 24.497, 3);
  });

  it('takes 95·Ppl/(Ppl+25.1) for loss on G.711', () => {
    expect(ratingOf({ delayMs: 0, lossShare: 0.01 }, 'PCMA')).toBeCloseTo(93.2 - 95 / 26.1, 5);
    expect(ratingOf({ delayMs: 0, lossShare: 0.1 }, 'PCMA')).toBeCloseTo(93.2 - 950 / 35.1, 5);
  });

  it('counts the codec itself for Opus', () =>
    expect(ratingOf({ delayMs: 0, lossShare: 0 }, 'opus')).toBeCloseTo(88.2, 5));

  it('does not believe impossible input', () => expect(ratingOf({ delayMs: -5, lossShare: -1 })).toBe(93.2));
});
