import { expect, it } from 'vitest';
import { recordingOf, toHex } from '../testing/recordings.ts';
import { omegaColour, omegaKeepAlive } from './omega.ts';

const recorded = (meaning: RegExp): string | undefined =>
  recordingOf('27bb', '3bcd').sampleReports.find((sample) => meaning.test(sample.meaning))?.reportHex;

it('keeps alive in the bytes that were recorded', () => {
  expect(toHex(omegaKeepAlive())).toBe(recorded(/keep-alive/));
});

it('is 64 bytes after the report id, and their sum closes them', () => {
  const bytes = omegaColour({ red: 255, green: 255, blue: 255 }).subarray(1);
  expect(bytes).toHaveLength(64);
  const sum = bytes.subarray(0, 62).reduce((total, byte) => total + byte, 0);
  expect((bytes[62]! << 8) | bytes[63]!).toBe(sum);
});
it('is solid red in the bytes that were recorded', () => {
  expect(toHex(omegaColour({ red: 255, green: 0, blue: 0 }))).toBe(recorded(/solid red/));
});
