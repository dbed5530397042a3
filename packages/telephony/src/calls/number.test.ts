import { expect, it } from 'vitest';
import { exampleSiteParsed } from '../testing/index.ts';
import { callBackTarget, targetOf } from './number.ts';

const plain = exampleSiteParsed();
const outside = exampleSiteParsed((site) => ({
  ...site,
  numbers: { country: 'NO', short: ['113', '02800'], outside: '0' },
}));
const uri = (text: string, site = plain) => targetOf(text, site)?.uri;

it('dials numbers as people write them', () => {
  expect(uri('90 12 34 56')).toBe('sip:90123456@test.invalid');
  expect(uri('+47 901 23 456')).toBe('sip:+4790123456@test.invalid');
  expect(uri('tel:+4700000000')).toBe('sip:+4700000000@test.invalid');
});

it('takes URIs, with the site’s domain filled in', () => {
  expect(uri('sip:110@{domain}')).toBe('sip:110@test.invalid');
  expect(uri('pos7')).toBe('sip:pos7@test.invalid');
});

it('leaves short numbers and the house’s own untouched, prefixes the others', () => {
  expect(uri('113', outside)).toBe('sip:113@test.invalid');
  expect(uri('02800', outside)).toBe('sip:02800@test.invalid');
  expect(uri('4321', outside)).toBe('sip:4321@test.invalid');
  expect(uri('90123456', outside)).toBe('sip:090123456@test.invalid');
  expect(uri('+4790123456', outside)).toBe('sip:0004790123456@test.invalid');
});

it('refuses what cannot be dialled', () => {
  for (const text of ['', 'sip:', 'sip:a b@c', 'two words', 'sip:x@y>;evil', 'a\r\nVia: x', 'http://x'])
    expect(targetOf(text, plain), text).toBeUndefined();
});

it('calls back by the number, by the URI only without one', () => {
  const caller = { withheld: false, assertedBy: 'network' } as const;
  expect(callBackTarget({ ...caller, number: '+4790000001', uri: 'sip:x@elsewhere' }, plain)?.uri).toBe(
    'sip:+4790000001@test.invalid',
  );
  expect(callBackTarget({ ...caller, uri: 'sip:x@elsewhere' }, plain)?.uri).toBe('sip:x@elsewhere');
  expect(callBackTarget(caller, plain)).toBeUndefined();
});
