import { describe, expect, it } from 'vitest';
import { hostOf, numberOf, readAddress, userOf } from './address.ts';

describe('readAddress', () => {
  it('reads name-addr and addr-spec', () => {
    expect(readAddress('"A; <b>" <sip:a@b;x=y>;tag=1')).toEqual({ name: 'A; <b>', uri: 'sip:a@b;x=y' });
    expect(readAddress('sip:a@b;tag=1')).toEqual({ uri: 'sip:a@b' });
    expect(readAddress('nothing')).toBeUndefined();
    expect(readAddress(`<sip:${'a'.repeat(600)}@b>`)).toBeUndefined();
  });

  it('takes users, hosts and numbers from URIs', () => {
    expect(userOf('sips:a%40b:secret@Host')).toBe('a@b');
    expect(userOf('sip:host')).toBe('');
    expect(userOf('sip:%zz@host')).toBe('%zz');
    expect(hostOf('sip:a@Example.ORG:5060;x')).toBe('example.org');
    expect(hostOf('tel:1')).toBe('');
    expect(numberOf('sip:alice@x')).toBeUndefined();
    expect(numberOf(`tel:${'1'.repeat(80)}`)).toBeUndefined();
  });
});
