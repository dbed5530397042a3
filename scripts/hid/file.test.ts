import { expect, it } from 'vitest';
import { descriptorFrom } from './file.ts';

const bytes = Uint8Array.of(0x05, 0x0b, 0x09, 0x05, 0xa1, 0x01);
const read = (text: string): Uint8Array => descriptorFrom(new TextEncoder().encode(text));

it('takes raw bytes as they are', () => {
  expect(descriptorFrom(bytes)).toEqual(bytes);
});

it.each([
  '050b0905a101',
  '05 0b 09 05\nA1 01\n',
  '0x05, 0x0B, 0x9, 0x5, 0xa1, 0x1',
  '[5,b,9,5,a1,1]',
  '\\x05\\x0b\\x09\\x05\\xa1\\x01',
])('reads %j', (text) => {
  expect(read(text)).toEqual(bytes);
});
