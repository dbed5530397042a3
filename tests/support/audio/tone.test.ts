import { describe, expect, it } from 'vitest';
import { decodePcma, encodePcma } from './pcma.ts';
import { hears, lacks, loudness, makeTone, toneLevel } from './tone.ts';

const mix = (...parts: Int16Array[]): Int16Array =>
  Int16Array.from(parts[0] ?? [], (_, at) => parts.reduce((sum, part) => sum + (part[at] ?? 0), 0));
/** Seeded, so that a failure comes again. */
function noise(count: number, level: number): Int16Array {
  let seed = 7;
  return Int16Array.from({ length: count }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (seed / 2_147_483_648 - 0.5) * 65_536 * level;
  });
}

describe('tone detection', () => {
  it('measures the level of a sine in dB of full scale', () => {
    expect(toneLevel(makeTone(1000, 0.2, 0.5), 1000)).toBeCloseTo(-6, 0);
  });

  it('finds each party of a mix and nobody else', () => {
    const both = mix(makeTone(700, 0.2), makeTone(1100, 0.2));
    expect([700, 900, 1100, 1300].map((hz) => hears(both, hz))).toEqual([true, false, true, false]);
    expect(lacks(both, 900)).toBe(true);
  });

  it('finds a tone after A-law coding', () => {
    expect(hears(decodePcma(encodePcma(makeTone(1000, 0.2, 0.1))), 1000)).toBe(true);
  });

  it('does not take noise for a tone', () => {
    expect(hears(noise(1600, 0.6), 1000)).toBe(false);
  });

  it('does not take the splash of a dropout for a tone', () => {
    const broken = makeTone(1050, 0.2).fill(0, 700, 950);
    expect([700, 1550, 1900, 2300].map((hz) => lacks(broken, hz))).toEqual([true, true, true, true]);
  });

  it('finds a quiet tone beside a loud one', () => {
    const both = mix(makeTone(1050, 0.2, 0.5), makeTone(1550, 0.2, 0.01));
    expect(lacks(both, 1550)).toBe(false);
  });

  it('knows silence', () => {
    expect(hears(new Int16Array(1600), 1000)).toBe(false);
    expect(lacks(new Int16Array(1600), 1000)).toBe(true);
    expect(loudness(new Int16Array(1600))).toBe(-Infinity);
  });
});
