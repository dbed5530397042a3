import { describe, expect, it } from 'vitest';
import { levelOf } from './level.ts';

describe('levelOf', () => {
  it('measures RMS in dB and the peak', () => {
    const sine = Float32Array.from({ length: 1600 }, (_, at) => 0.5 * Math.sin((2 * Math.PI * at) / 16));
    const { rms, peak } = levelOf(sine);
    expect(rms).toBeCloseTo(-9.03, 1);
    expect(peak).toBeCloseTo(0.5, 2);
  });

  it('has a floor for silence and for nothing', () => {
    expect(levelOf(new Float32Array(100))).toEqual({ rms: -100, peak: 0 });
    expect(levelOf(new Float32Array())).toEqual({ rms: -100, peak: 0 });
  });
});
