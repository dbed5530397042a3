import { expect, it } from 'vitest';
import { bytesOf, hexOf, mapOfRecording, recordingSchema } from './recording.ts';
import { recordingOf } from './testing/recordings.ts';

const bare = {
  ...{ version: 1, vendorId: 1, productId: 2, product: '', manufacturer: '', platform: 'linux', steps: [] },
} as const;

it('reads what the device said of itself, as bytes or as collections', () => {
  const { bytes, map } = recordingOf('0b0e', '0307');
  const fields = map().fields;
  expect(mapOfRecording(recordingSchema.parse({ ...bare, descriptor: hexOf(bytes!) }))?.fields).toEqual(
    fields,
  );
  const { collections } = map();
  expect(mapOfRecording(recordingSchema.parse({ ...bare, collections }))?.fields).toEqual(fields);
  expect(mapOfRecording(recordingSchema.parse(bare))).toBeUndefined();
  expect(mapOfRecording(recordingSchema.parse({ ...bare, descriptor: '' }))).toBeUndefined();
});

it('takes no recording that is none', () => {
  for (const wrong of [
    { version: 2 },
    { vendorId: 70_000 },
    { descriptor: 'xyz' },
    { steps: [{ kind: 'song' }] },
  ])
    expect(recordingSchema.safeParse({ ...bare, ...wrong }).success).toBe(false);
});

it('writes bytes in hexadecimal digits and reads them', () => {
  expect(hexOf(Uint8Array.of(0, 171))).toBe('00ab');
  expect(bytesOf('00ab')).toEqual(Uint8Array.of(0, 171));
});
