import { expect, it } from 'vitest';
import { itemsOf } from './items.ts';

function read(...bytes: number[]): { items: [number, number, number][]; cut: number[] } {
  const cut: number[] = [];
  const items = [...itemsOf(Uint8Array.from(bytes), (offset) => cut.push(offset))];
  return { items: items.map(({ tag, unsigned, signed }) => [tag, unsigned, signed]), cut };
}

it('reads data of every size, signed and not', () => {
  expect(read(0xc0, 0x25, 0xff, 0x26, 0xff, 0xff, 0x27, 0xff, 0xff, 0xff, 0xff).items).toEqual([
    [0xc0, 0, 0],
    [0x24, 255, -1],
    [0x24, 65_535, -1],
    [0x24, 4_294_967_295, -1],
  ]);
});

it('passes over long items', () => {
  expect(read(0xfe, 0x02, 0x80, 0xaa, 0xbb, 0x05, 0x0b)).toEqual({ items: [[0x04, 0x0b, 0x0b]], cut: [] });
});

it('tells where an item is cut off', () => {
  expect(read(0x05, 0x0b, 0x26, 0xff)).toEqual({ items: [[0x04, 0x0b, 0x0b]], cut: [2] });
  expect(read(0xfe)).toEqual({ items: [], cut: [0] });
  expect(read(0xfe, 0x09, 0x01)).toEqual({ items: [], cut: [0] });
});
