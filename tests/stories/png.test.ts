import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decode, encode, halved } from './png.ts';

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // Its reader here takes no notice of the checksum.
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};
function png(width: number, rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([Buffer.alloc(8), chunk('IHDR', header), chunk('IDAT', data)]);
}

it('reads every filter of a row', () => {
  const first = [10, 20, 30, 40, 50, 60];
  const rows = [
    [0, ...first],
    [1, 10, 20, 30, 30, 30, 30],
    [2, 0, 0, 0, 0, 0, 0],
    [3, 5, 10, 15, 15, 15, 15],
    [4, 0, 0, 0, 0, 0, 0],
  ];
  const { rgb } = decode(png(2, rows));
  expect([...rgb]).toEqual([
    ...first,
    ...first,
    ...first,
    // Half of the left and the one above.
    10,
    20,
    30,
    40,
    50,
    60,
    ...first,
  ]);
});

it('halves by the mean of four', () => {
  const black = [0, 0, 0];
  const white = [255, 255, 255];
  const picture = { width: 2, height: 2, rgb: Uint8Array.from([black, white, white, black].flat()) };
  expect(halved(picture)).toEqual({ width: 1, height: 1, rgb: Uint8Array.from([128, 128, 128]) });
});

it('keeps the colours of grounds, those near to them become them, and very many become 256', () => {
  const tableOf = (file: Buffer): number[] => {
    const at = file.indexOf('PLTE');
    return [...file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4))];
  };
  const few = [13, 100, 255, 13, 100, 255, 14, 102, 254, 90, 90, 90];
  expect(tableOf(encode({ width: 2, height: 2, rgb: Uint8Array.from(few) }))).toEqual([
    13, 100, 255, 90, 90, 90,
  ]);
  const rgb = Uint8Array.from({ length: 30_000 }, (_, at) => (at * at * 7) % 256);
  expect(tableOf(encode({ width: 100, height: 100, rgb })).length).toBeLessThanOrEqual(768);
});
