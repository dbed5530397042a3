import { expect, it } from 'vitest';
import { md5 } from './md5.ts';

// RFC 1321 §A.5, and a name in UTF-8.
it.each([
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['sjøvær', '0cf24a7dd6bc2d582f43f74793c69d7f'],
])('md5(%j)', (text, expected) => {
  expect(md5(text)).toBe(expected);
});
