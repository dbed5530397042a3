import { expect, it } from 'vitest';
import { packAsar } from './asar.ts';

it('packs what a reader of the format finds again', () => {
  const packed = packAsar({ 'a.txt': 'hei', 'b.txt': 'på deg' });
  const headerBytes = packed.readUInt32LE(4);
  const header = JSON.parse(packed.subarray(16, 16 + packed.readUInt32LE(12)).toString()) as {
    files: Record<string, { size: number; offset: string }>;
  };
  const read = (name: string): string => {
    const { size = 0, offset = '0' } = header.files[name] ?? {};
    const from = 8 + headerBytes + Number(offset);
    return packed.subarray(from, from + size).toString();
  };
  expect(headerBytes % 4).toBe(0);
  expect([read('a.txt'), read('b.txt')]).toEqual(['hei', 'på deg']);
});
