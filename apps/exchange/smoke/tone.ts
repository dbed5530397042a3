/** G.711 A-law and tones: what a smoke test needs to send a tone and to find one. 8000 samples a second. */
const rate = 8000;

/** One sample, -32768 to 32767, as A-law (ITU-T G.711). */
export function encodeAlaw(sample: number): number {
  const magnitude = sample < 0 ? (-sample - 1) >> 3 : Math.min(sample, 32_767) >> 3;
  let segment = 0;
  while (segment < 7 && magnitude > (0x20 << segment) - 1) segment += 1;
  const mantissa = (magnitude >> Math.max(1, segment)) & 0x0f;
  return ((segment << 4) | mantissa) ^ (sample < 0 ? 0x55 : 0xd5);
}

export function decodeAlaw(code: number): number {
  const value = code ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = value & 0x0f;
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
  return (value & 0x80) === 0 ? -magnitude : magnitude;
}

/** 20 ms of a sine tone in A-law; `from` is the first sample's number. */
export function toneFrame(frequency: number, from: number): Buffer {
  return Buffer.from(
    Array.from({ length: 160 }, (_, index) =>
      encodeAlaw(Math.round(9000 * Math.sin((2 * Math.PI * frequency * (from + index)) / rate))),
    ),
  );
}

/** Share of the signal's energy at a frequency, 0 to 1 (Goertzel). */
export function shareOf(samples: readonly number[], frequency: number): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  if (energy === 0) return 0;
  const step = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let [last, beforeLast] = [0, 0];
  for (const sample of samples) [last, beforeLast] = [sample + step * last - beforeLast, last];
  const power = last * last + beforeLast * beforeLast - step * last * beforeLast;
  return (2 * power) / (samples.length * energy);
}
