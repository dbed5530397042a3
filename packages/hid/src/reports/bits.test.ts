import { expect, it } from 'vitest';
import { readBit, splitReport, writeBit } from './bits.ts';

it('counts bits from the low end of each byte', () => {
  const data = Uint8Array.of(0b0000_0010, 0b0000_1000);
  expect([0, 1, 11, 12].map((bit) => readBit(data, bit))).toEqual([0, 1, 1, 0]);
  expect(readBit(data, 16)).toBeUndefined();
});

it('writes one bit and leaves the others', () => {
  const data = Uint8Array.of(0xf0, 0x00);
  writeBit(data, 8, true);
  writeBit(data, 7, false);
  writeBit(data, 99, true);
  expect([...data]).toEqual([0x70, 0x01]);
});

it('takes the id off where there is one', () => {
  expect(splitReport(Uint8Array.of(2, 1, 0), true)).toEqual({ id: 2, data: Uint8Array.of(1, 0) });
  expect(splitReport(Uint8Array.of(2, 1), false)).toEqual({ id: 0, data: Uint8Array.of(2, 1) });
  expect(splitReport(new Uint8Array(), true)).toBeUndefined();
});
