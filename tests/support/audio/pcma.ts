/** G.711 A-law (ITU-T G.711): what the telephone network carries, one byte a sample, 8 kHz. */

const segmentEnds = [0x1f, 0x3f, 0x7f, 0xff, 0x1ff, 0x3ff, 0x7ff, 0xfff] as const;

/** One 16-bit linear sample to one A-law byte. */
export function encodeSample(sample: number): number {
  const negative = sample < 0;
  const magnitude = Math.min(0xfff, (negative ? -sample - 1 : sample) >> 3);
  const mask = negative ? 0x55 : 0xd5;
  const segment = segmentEnds.findIndex((end) => magnitude <= end);
  const step = segment < 2 ? (magnitude >> 1) & 0x0f : (magnitude >> segment) & 0x0f;
  return ((segment << 4) | step) ^ mask;
}

/** One A-law byte to one 16-bit linear sample. */
export function decodeSample(byte: number): number {
  const value = byte ^ 0x55;
  const segment = (value & 0x70) >> 4;
  const step = (value & 0x0f) << 4;
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return value & 0x80 ? magnitude : -magnitude;
}

export function encodePcma(samples: Int16Array): Buffer {
  return Buffer.from(Uint8Array.from(samples, encodeSample));
}

export function decodePcma(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, decodeSample);
}
