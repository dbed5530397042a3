import { describe, expect, it } from 'vitest';
import { renderBackground } from './backgrounds.ts';
import { levelOf } from './level.ts';
import { renderMusic } from './music.ts';

const rate = 16_000;
const kinds = ['quiet', 'traffic', 'crying', 'wind', 'mall'] as const;

describe('renderBackground', () => {
  it.each(kinds)('%s is the same each time, under a voice, and never silence', (kind) => {
    const sound = renderBackground(kind, rate);
    expect(renderBackground(kind, rate)).toEqual(sound);
    const { rms, peak } = levelOf(sound);
    expect(rms).toBeLessThan(-34);
    expect(rms).toBeGreaterThan(-62);
    expect(peak).toBeLessThan(0.5);
    for (let at = 0; at + rate <= sound.length; at += rate)
      expect(levelOf(sound.subarray(at, at + rate)).peak).toBeGreaterThan(0.0005);
    expect(Math.abs((sound[0] ?? 0) - (sound.at(-1) ?? 0))).toBeLessThan(0.05);
  });

  it('no two sound alike', () => {
    // A rough spectrum: how much of each is above the middle of a telephone's band, and how it swells.
    const sketch = (kind: (typeof kinds)[number]): string => {
      const sound = renderBackground(kind, rate);
      let crossings = 0;
      for (let at = 1; at < sound.length; at++)
        if ((sound[at] ?? 0) >= 0 !== (sound[at - 1] ?? 0) >= 0) crossings += 1;
      return String(Math.round(crossings / 500));
    };
    expect(new Set(kinds.map(sketch)).size).toBe(kinds.length);
  });
});

describe('renderMusic', () => {
  it('is soft, never loud, and goes round without a step', () => {
    const music = renderMusic(rate);
    const { rms, peak } = levelOf(music);
    expect(rms).toBeCloseTo(-26, 0);
    expect(peak).toBeLessThan(0.4);
    expect(Math.abs((music[0] ?? 0) - (music.at(-1) ?? 0))).toBeLessThan(0.05);
  });
});
