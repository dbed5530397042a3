import type { RequestFacts } from '@samband/telephony/ports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialledOf, nameAddress, numberKey } from './address.ts';

const facts = (...headers: (readonly [string, string])[]): RequestFacts => ({
  requestUri: 'sip:outside@x.invalid',
  callId: 'c',
  fromTag: 't',
  headers,
  parts: [],
});

describe('dialledOf', () => {
  it('believes the exchange before To', () => {
    const to = ['To', '"Brann" <sip:110@nordvik.test>;tag=1'] as const;
    expect(dialledOf(facts(to))).toBe('110');
    expect(dialledOf(facts(to, ['P-Called-Party-ID', '<sip:tolk@nordvik.test>']))).toBe('tolk');
    expect(dialledOf(facts(['t', 'sip:%2B4700001003@nordvik.test;user=phone']))).toBe('+4700001003');
    expect(dialledOf(facts(['To', '<tel:+4700001003;phone-context=x>']))).toBe('+4700001003');
  });

  it('reads anything without a fault, and nothing from nothing', () => {
    expect(dialledOf(facts())).toBe('');
    expect(dialledOf(facts(['To', '<sip:50%@nordvik.test>']))).toBe('50%');
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(dialledOf(facts(['To', value])).length).toBeLessThanOrEqual(128);
      }),
    );
  });
});

describe('numberKey', () => {
  it('is the same with and without the country', () => {
    const keys = ['+4700123456', '004700123456', '00123456', '00 12 34 56'].map(numberKey);
    expect(new Set(keys)).toEqual(new Set(['00123456']));
    expect(numberKey('110')).toBe('110');
    expect(numberKey('tolk')).toBe('tolk');
  });
});

describe('nameAddress', () => {
  it('quotes a name, and cannot be broken out of', () => {
    expect(nameAddress(undefined, 'sip:a@b')).toBe('<sip:a@b>');
    expect(nameAddress('Kari "K" \\', 'sip:a@b')).toBe(String.raw`"Kari \"K\" \\" <sip:a@b>`);
  });
});
