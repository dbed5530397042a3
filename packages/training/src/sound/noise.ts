import { seededRandom } from '../parties/index.ts';

type Samples = Float32Array<ArrayBuffer>;

/** White noise, -1 … 1. The same seed gives the same samples. */
export function whiteNoise(length: number, seed: number): Samples {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => 2 * random() - 1);
}

/** One pole, -6 dB an octave above `hz`. */
export function lowPass(samples: Samples, hz: number, sampleRate: number): Samples {
  const share = 1 - Math.exp((-2 * Math.PI * hz) / sampleRate);
  let held = 0;
  return samples.map((sample) => (held += share * (sample - held)));
}

export function highPass(samples: Samples, hz: number, sampleRate: number): Samples {
  const low = lowPass(samples, hz, sampleRate);
  return samples.map((sample, at) => sample - (low[at] ?? 0));
}

/** A resonance of width `hz / sharpness` that may wander: two poles (state variable filter). */
export function resonance(
  samples: Samples,
  hz: (at: number) => number,
  sharpness: number,
  sampleRate: number,
): Samples {
  let low = 0;
  let band = 0;
  return samples.map((sample, at) => {
    const step = 2 * Math.sin((Math.PI * Math.min(hz(at), sampleRate / 7)) / sampleRate);
    low += step * band;
    band += step * (sample - low - band / sharpness);
    return band;
  });
}

/** Wanders smoothly between 0 and 1, about `perSecond` turns a second. */
export function wander(length: number, perSecond: number, seed: number, sampleRate: number): Samples {
  const random = seededRandom(seed);
  const stride = Math.max(1, Math.round(sampleRate / perSecond));
  const points = Array.from({ length: Math.ceil(length / stride) + 2 }, random);
  return Float32Array.from({ length }, (_, at) => {
    const index = Math.floor(at / stride);
    const way = (1 - Math.cos((Math.PI * (at % stride)) / stride)) / 2;
    return (points[index] ?? 0) * (1 - way) + (points[index + 1] ?? 0) * way;
  });
}

/** As loud as that: RMS in dB of full scale. Silence stays silence. */
export function scaledTo(samples: Samples, rms: number): Samples {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  const factor = power > 0 ? 10 ** (rms / 20) / Math.sqrt(power / samples.length) : 0;
  return samples.map((sample) => Math.max(-1, Math.min(1, sample * factor)));
}

/** A loop without a seam: what is after `length` is faded over into the beginning. */
export function seamless(samples: Samples, length: number): Samples {
  const over = samples.length - length;
  return samples.slice(0, length).map((sample, at) => {
    if (at >= over) return sample;
    const way = at / over;
    // Powers add up, since the two are unlike.
    return sample * Math.sqrt(way) + (samples[length + at] ?? 0) * Math.sqrt(1 - way);
  });
}
