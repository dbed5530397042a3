import { describe, expect, it } from 'vitest';
import { render } from './notes.ts';
import {
  alarmSound,
  chimeSound,
  holdSound,
  madeRing,
  madeRings,
  ringSounds,
  softWarningSound,
  testSound,
  tickSound,
  warningSound,
} from './sounds.ts';

const rate = 8000;
const names = ['emergency', 'calm', 'nabo', 'intern', 'legevakt', 'ambulanse'];
const ringOf = ringSounds([]);
const signals = [alarmSound, warningSound, softWarningSound, chimeSound, tickSound];
const all = [holdSound, testSound, ...signals, ...names.map(ringOf)];

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

  it('tells any two rings apart within half a second, and every alarm from every ring', () => {
    const rings = Array.from({ length: madeRings }, (_, number) => madeRing(number));
    const marks = [...rings, ringOf('emergency'), ringOf('calm'), ...signals].map((sound) =>
      fingerprint(render(sound, rate)),
    );
    for (const [index, mark] of marks.entries())
      for (const other of marks.slice(index + 1)) expect(likeness(mark, other)).toBeLessThan(0.93);
  });

  it('the check for likeness fails for the same ring at another level, or a moment later', () => {
    const loud = render(madeRing(3), rate);
    const marks = fingerprint(loud);
    expect(likeness(marks, fingerprint(loud.map((value) => value / 4)))).toBeGreaterThan(0.99);
    const later = new Float32Array(loud.length);
    later.set(loud.subarray(0, -40), 40);
    expect(likeness(marks, fingerprint(later))).toBeGreaterThan(0.93);
  });

  it('gives a name the same ring every time, and no two names of a site the same', () => {
    const site = Array.from({ length: madeRings }, (_, number) => `queue ${number}`);
    const sounds = [...site, 'emergency', 'calm'].map(ringSounds([...site, 'emergency']));
    expect(new Set(sounds.map((sound) => JSON.stringify(sound))).size).toBe(madeRings + 2);
    expect(site.map(ringSounds([...site].reverse()))).toEqual(site.map(ringSounds(site)));
    expect(ringSounds(['nabo'])('nabo')).toEqual(ringOf('nabo'));
    // More names than rings: still a ring for each.
    const many = [...site, 'one more'];
    expect(many.map(ringSounds(many)).every((sound) => sound.notes.length > 0)).toBe(true);
  });

  it('never leaves a held caller in silence', () => {
    const samples = render(holdSound, rate);
    for (let start = 0; start + 800 <= samples.length; start += 800)
      expect(rms(samples.subarray(start, start + 800))).toBeGreaterThan(0.01);
  });

  it.each([
    ['tick', tickSound],
    ['soft warning', softWarningSound],
    ['chime', chimeSound],
  ])('keeps the %s soft, and mostly silent', (_what, sound) => {
    const samples = render(sound, rate);
    expect(Math.max(...samples)).toBeLessThan(0.15);
    expect(samples.filter((value) => Math.abs(value) < 0.01).length / samples.length).toBeGreaterThan(0.3);
  });

  it('a warning that goes on for hours is silent most of the time', () => {
    const samples = render(warningSound, rate);
    expect(samples.filter((value) => value === 0).length / samples.length).toBeGreaterThan(0.7);
  });
});
