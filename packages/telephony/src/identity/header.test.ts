import { describe, expect, it } from 'vitest';
import { listValues, parameterOf, rawValues, splitValues } from './header.ts';
import { factsWith } from './testing/facts.ts';

describe('headers', () => {
  it('are found by name in any case, compact form included', () => {
    const facts = factsWith([
      ['FROM', 'a'],
      ['f', 'b'],
      ['Geolocation', '<cid:a,b>, <cid:c>'],
    ]);
    expect(rawValues(facts, 'from')).toEqual(['a', 'b']);
    expect(listValues(facts, 'geolocation')).toEqual(['<cid:a,b>', '<cid:c>']);
  });

  it('have parameters after the brackets', () => {
    expect(parameterOf('<sip:a;b=1>;B="2"', 'b')).toBe('2');
    expect(parameterOf('<sip:a;b=1>', 'b')).toBeUndefined();
    expect(splitValues(String.raw`"a\";b";c`, ';')).toEqual([String.raw`"a\";b"`, 'c']);
  });
});
