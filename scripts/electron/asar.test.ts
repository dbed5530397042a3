import { expect, it } from 'vitest';
import { packAsar, unpackAsar } from './asar.ts';

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

it('reads what it has packed, and folders', () => {
  const packed = packAsar({ 'a.txt': 'hei', 'b.txt': 'på deg' });
  expect([...unpackAsar(packed)].map(([path, text]) => [path, text.toString()])).toEqual([
    ['a.txt', 'hei'],
    ['b.txt', 'på deg'],
  ]);
  const header = JSON.stringify({
    files: { in: { files: { 'c.txt': { size: 2, offset: '0' }, out: { size: 9, unpacked: true } } } },
  });
  const padded = header.padEnd(Math.ceil(header.length / 4) * 4, '\0');
  const sizes = Buffer.alloc(16);
  for (const [index, value] of [4, padded.length + 8, padded.length + 4, header.length].entries())
    sizes.writeUInt32LE(value, 4 * index);
  const nested = unpackAsar(Buffer.concat([sizes, Buffer.from(padded), Buffer.from('hi')]));
  expect([...nested].map(([path, text]) => [path, text.toString()])).toEqual([
    ['in/c.txt', 'hi'],
    ['in/out', ''],
  ]);
});
