import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newCode, readCode, shownCode } from './code.ts';

it('has forty random bits, in two groups that are read as they are shown', () => {
  const codes = Array.from({ length: 500 }, () => newCode());
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) {
    expect(shownCode(code)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readCode(shownCode(code))).toBe(code);
    expect(readCode(` ${shownCode(code).toLowerCase()} `)).toBe(code);
  }
  // Each sign stands for five bits of one byte, none more often than another.
  expect(newCode(() => Uint8Array.of(0, 31, 32, 255, 1, 2, 3, 4))).toBe('0Z0Z1234');
});

it('what is read wrongly is meant rightly, and what is no code is none', () => {
  expect(readCode('oil0-1i2l')).toBe('01101121');
  for (const typed of ['', '1234', '123456789', 'U2345678', 'ØØØØØØØØ'])
    expect(readCode(typed)).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(readCode(typed) ?? '00000000').toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    }),
  );
});
