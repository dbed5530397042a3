import { describe, expect, it } from 'vitest';
import { render } from './notes.ts';
import type { Note } from './notes.ts';

const note: Note = { at: 0.5, for: 1, hz: [440, 1175], level: 0.4, attack: 0.0101, decay: 0.3 };

describe('a rendered note', () => {
  it.each([8000, 44_100, 48_000])('is its sines under its envelope, to the last sample, at %d Hz', (rate) => {
    const samples = render({ seconds: 2, notes: [note] }, rate);
    let worst = 0;
    for (let i = 0; i < rate; i++) {
      const t = i / rate;
      const rise = Math.min(1, t / 0.0101);
      const fall = Math.exp(-Math.max(0, t - 0.0101) / 0.3);
      const end = Math.min(1, (1 - t) / 0.006);
      const waves = Math.sin(2 * Math.PI * 440 * t) + Math.sin(2 * Math.PI * 1175 * t);
      worst = Math.max(worst, Math.abs((samples[rate / 2 + i] ?? 0) - 0.2 * rise * fall * end * waves));
    }
    expect(worst).toBeLessThan(1e-6);
    expect(samples.subarray(0, rate / 2).every((sample) => sample === 0)).toBe(true);
  });

  it('stands without a decay, and goes on at the beginning of a sound that it outlasts', () => {
    const rate = 8000;
    const samples = render(
      { seconds: 1, notes: [{ at: 0.5, for: 0.6, hz: [100], level: 1, attack: 0 }] },
      rate,
    );
    // A quarter of a wave into it, and long after it has come round.
    expect(samples[rate / 2 + 20]).toBeCloseTo(1);
    expect(samples[0.05 * rate + 20]).toBeCloseTo(1);
    expect(samples[0.2 * rate]).toBe(0);
  });
});
