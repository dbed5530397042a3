import { expect, it } from 'vitest';
import { toIcns, toIco } from './icon-files.ts';

const drawn = (size: number) => ({ size, png: Buffer.from(`png ${size}`) });

it('writes an .ico whose directory leads to each picture', () => {
  const ico = toIco([drawn(256), drawn(16)]);
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 2]);
  expect([ico[6], ico[22]]).toEqual([0, 16]);
  const picture = (at: number): string => {
    const offset = ico.readUInt32LE(at + 12);
    return ico.subarray(offset, offset + ico.readUInt32LE(at + 8)).toString();
  };
  expect([picture(6), picture(22)]).toEqual(['png 256', 'png 16']);
});

it('writes an .icns of the sizes that it knows', () => {
  const icns = toIcns([drawn(48), drawn(512)]);
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  expect(icns.toString('latin1', 8, 12)).toBe('ic09');
  expect(icns.subarray(16).toString()).toBe('png 512');
});
