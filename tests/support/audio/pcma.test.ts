import { describe, expect, it } from 'vitest';
import { decodePcma, decodeSample, encodePcma, encodeSample } from './pcma.ts';

describe('A-law', () => {
  it('gives each byte back after decoding and encoding', () => {
    for (let byte = 0; byte < 256; byte += 1) expect(encodeSample(decodeSample(byte))).toBe(byte);
  });

  it('keeps a sample within its step of the original', () => {
    for (let sample = -32_768; sample < 32_768; sample += 97)
      expect(Math.abs(decodeSample(encodeSample(sample)) - sample)).toBeLessThanOrEqual(
        Math.max(16, Math.abs(sample) / 16),
      );
  });

  it('codes silence as 0xD5', () => {
    expect([...encodePcma(new Int16Array(2))]).toEqual([0xd5, 0xd5]);
    expect(Math.abs(decodePcma(Uint8Array.of(0xd5))[0] ?? 99)).toBeLessThanOrEqual(8);
  });
});
