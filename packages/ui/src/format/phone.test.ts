import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, typedNumber } from './phone.ts';

const rules = { country: 'NO', short: ['110', '112', '113', '116117', '1881', '02800'] };

describe('formatNumber', () => {
  it.each([
    ['+4790123456', '+47 901 23 456'],
    ['004790123456', '+47 901 23 456'],
    ['90123456', '901 23 456'],
    ['22550100', '22 55 01 00'],
    ['+4722550100', '+47 22 55 01 00'],
    ['80012345', '800 12 345'],
    ['+46701234567', '+46 70 123 45 67'],
    ['113', '113'],
    ['116117', '116117'],
    ['02800', '02800'],
    ['1881', '1881'],
    ['+47 901 23 456', '+47 901 23 456'],
    ['', ''],
    ['anonymous', 'anonymous'],
    ['4-1', '4-1'],
  ])('%s → %s', (raw, shown) => {
    expect(formatNumber(raw, rules)).toBe(shown);
  });

  it('never changes, adds or loses a digit', () => {
    const digits = (text: string) => text.replaceAll(/\D/g, '').replace(/^00/, '');
    fc.assert(
      fc.property(fc.stringMatching(/^(\+|00)?\d{0,18}$/), (raw) => {
        expect(digits(formatNumber(raw, rules))).toBe(digits(raw));
      }),
    );
  });

  it('leaves a short number of the site alone even when it looks like another', () => {
    expect(formatNumber('22550100', { country: 'NO', short: ['22550100'] })).toBe('22550100');
  });
});

it('takes the signs for the eye out of what was typed, and nothing else', () => {
  expect(typedNumber(' +47 901 23 456 ')).toBe('+4790123456');
  expect(typedNumber('*21#')).toBe('*21#');
  expect(typedNumber('sip:pos-3@nordvik.example')).toBe('sip:pos-3@nordvik.example');
});
