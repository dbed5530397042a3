import { describe, expect, it } from 'vitest';
import { levelOf } from './level.ts';
import { highPass, lowPass, resonance, scaledTo, seamless, wander, whiteNoise } from './noise.ts';

const rate = 16_000;
const sine = (hz: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: rate }, (_, at) => Math.sin((2 * Math.PI * hz * at) / rate));

describe('noise', () => {
  it('is the same for the same seed', () => {
    expect(whiteNoise(64, 5)).toEqual(whiteNoise(64, 5));
    expect(whiteNoise(64, 5)).not.toEqual(whiteNoise(64, 6));
    expect(wander(rate, 3, 5, rate)).toEqual(wander(rate, 3, 5, rate));
  });

  it('passes what the filter is for', () => {
    expect(levelOf(lowPass(sine(100), 500, rate)).rms).toBeGreaterThan(-4);
    expect(levelOf(lowPass(sine(4000), 500, rate)).rms).toBeLessThan(-15);
    expect(levelOf(highPass(sine(100), 500, rate)).rms).toBeLessThan(-12);
    const at = (hz: number): number => levelOf(resonance(sine(hz), () => 800, 8, rate)).rms;
    expect(at(800)).toBeGreaterThan(at(200) + 15);
    expect(at(800)).toBeGreaterThan(at(1800) + 15);
  });

  it('wanders between 0 and 1', () => {
    const walk = wander(rate, 10, 3, rate);
    expect(Math.min(...walk)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...walk)).toBeLessThanOrEqual(1);
  });

  it('is as loud as it is told to be, and silence stays silence', () => {
    expect(levelOf(scaledTo(whiteNoise(rate, 1), -40)).rms).toBeCloseTo(-40, 1);
    expect(levelOf(scaledTo(new Float32Array(10), -40)).peak).toBe(0);
  });

  it('loops without a step', () => {
    const walk = wander(rate + 2000, 10, 3, rate);
    const loop = seamless(walk, rate);
    expect(loop).toHaveLength(rate);
    expect(Math.abs((loop[0] ?? 0) - (loop.at(-1) ?? 0))).toBeLessThan(0.01);
  });
});
