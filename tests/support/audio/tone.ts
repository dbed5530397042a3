/** Everything here is mono 16-bit at 8 kHz, the rate of the telephone network. */
export const sampleRate = 8000;

/** A sine of `hz`, peak `level` of full scale. Lasts whole periods when `seconds` × `hz` is whole. */
export function makeTone(hz: number, seconds: number, level = 0.3): Int16Array {
  const count = Math.round(seconds * sampleRate);
  return Int16Array.from({ length: count }, (_, at) =>
    Math.round(32_767 * level * Math.sin((2 * Math.PI * hz * at) / sampleRate)),
  );
}

/** Strength of one line of the spectrum in dB of full scale (Goertzel over a Hann window); -Infinity for digital silence. */
export function toneLevel(samples: Int16Array, hz: number): number {
  const count = samples.length;
  const turn = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  let [before, last] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / count);
    [before, last] = [last, ((samples[at] ?? 0) / 32_768) * window + turn * last - before];
  }
  const power = last * last + before * before - turn * last * before;
  // Half the window's mean is lost to the Hann window, and half the amplitude to the negative frequency.
  return 10 * Math.log10(Math.max(0, power)) - 20 * Math.log10(count / 4);
}

/** Root mean square of it all in dB of full scale; -Infinity for digital silence. */
export function loudness(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += (sample / 32_768) ** 2;
  return 10 * Math.log10(sum / Math.max(1, samples.length));
}

/** A tone counts as heard above this level, dB of full scale … */
export const heardAbove = -38;
/** … and as absent only below this one. Between the two nothing is claimed. */
export const absentBelow = -52;

/** How far the line stands out from the spectrum beside it, dB. */
function prominence(samples: Int16Array, hz: number): number {
  const beside = Math.max(...[-90, -60, 60, 90].map((off) => toneLevel(samples, hz + off)));
  return toneLevel(samples, hz) - beside;
}

/** True when the tone is there and stands out from the spectrum around it: noise or speech of the same power does not count. */
export function hears(samples: Int16Array, hz: number): boolean {
  return toneLevel(samples, hz) > heardAbove && prominence(samples, hz) > 12;
}

/** True when the tone is surely not there: too quiet, or no line at all but the splash of another tone's dropout. */
export function lacks(samples: Int16Array, hz: number): boolean {
  const level = toneLevel(samples, hz);
  return level < absentBelow || (level < heardAbove + 8 && prominence(samples, hz) < 6);
}
