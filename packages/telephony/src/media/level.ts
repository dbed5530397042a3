/** What counts as silence, dB of full scale; a meter shows nothing below it. */
export const silentLevel = -90;

/** A peak (0–1) in dB of full scale. */
export function decibels(peak: number): number {
  return peak > 0 ? Math.min(0, Math.max(silentLevel, 20 * Math.log10(peak))) : silentLevel;
}

/** The largest of the last `count` samples. */
export function peakOf(samples: Float32Array, count: number): number {
  let peak = 0;
  for (let i = Math.max(0, samples.length - count); i < samples.length; i++)
    peak = Math.max(peak, Math.abs(samples[i] ?? 0));
  return peak;
}
