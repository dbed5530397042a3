/** Below it nothing is measured. */
const silent = -100;

export interface Level {
  /** RMS in dB of full scale. */
  readonly rms: number;
  /** 0–1. */
  readonly peak: number;
}

export function levelOf(samples: Float32Array): Level {
  let power = 0;
  let peak = 0;
  for (const sample of samples) {
    power += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  const mean = power / Math.max(1, samples.length);
  return { rms: mean > 0 ? Math.max(silent, 10 * Math.log10(mean)) : silent, peak };
}
