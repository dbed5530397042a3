import { describe, expect, it } from 'vitest';
import { render } from './notes.ts';
import { alarmSound, holdSound, ringSound, testSound, tickSound } from './sounds.ts';

const rate = 8000;
const names = ['emergency', 'calm', 'nabo', 'intern', 'legevakt', 'ambulanse'];
const all = [holdSound, tickSound, alarmSound, testSound, ...names.map(ringSound)];

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}
/** Energy in 20 ms by eight bands, of the first half second: what the ear has to go by. */
function fingerprint(samples: Float32Array): number[] {
  const marks: number[] = [];
  for (let start = 0; start + 160 <= rate / 2; start += 160)
    for (const hz of [400, 500, 600, 700, 850, 1000, 1175, 1500]) {
      let [re, im] = [0, 0];
      for (let i = 0; i < 160; i++) {
        re += (samples[start + i] ?? 0) * Math.cos((2 * Math.PI * hz * i) / rate);
        im += (samples[start + i] ?? 0) * Math.sin((2 * Math.PI * hz * i) / rate);
      }
      marks.push(Math.hypot(re, im));
    }
  return marks;
}
function likeness(a: number[], b: number[]): number {
  const dot = (x: number[], y: number[]): number => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('sounds', () => {
  it.each(all.map((sound, index) => [index, sound] as const))(
    '%d neither clips nor jumps at the seam',
    (_, sound) => {
      const samples = render(sound, rate);
      expect(samples).toHaveLength(Math.round(sound.seconds * rate));
      expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.9);
      expect(Math.abs((samples.at(-1) ?? 0) - (samples[0] ?? 0))).toBeLessThan(0.08);
    },
  );

  it('tells any two rings apart within half a second', () => {
    const marks = [...names.map((name) => ringSound(name)), alarmSound, tickSound].map((sound) =>
      fingerprint(render(sound, rate)),
    );
    for (const [index, mark] of marks.entries())
      for (const other of marks.slice(index + 1)) expect(likeness(mark, other)).toBeLessThan(0.93);
  });

  it('gives a name the same ring every time', () => expect(ringSound('nabo')).toEqual(ringSound('nabo')));

  it('never leaves a held caller in silence', () => {
    const samples = render(holdSound, rate);
    for (let start = 0; start + 800 <= samples.length; start += 800)
      expect(rms(samples.subarray(start, start + 800))).toBeGreaterThan(0.01);
  });

  it('keeps the tick soft', () => expect(Math.max(...render(tickSound, rate))).toBeLessThan(0.15));
});
