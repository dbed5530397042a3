import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteLength, firstBytes, mediaType, parameter, splitOutside, unquoted } from './values.ts';

describe('header values', () => {
  it('are split outside quotes and brackets only', () => {
    expect(splitOutside('"a, b" <sip:x,y@z>;q=1, c', ',')).toEqual(['"a, b" <sip:x,y@z>;q=1', 'c']);
    expect(splitOutside(String.raw`"a\",b", c`, ',')).toEqual([String.raw`"a\",b"`, 'c']);
  });

  it('have parameters, quoted or not, in any case', () => {
    expect(parameter('SIP ;Cause=200 ;text="a; \\"b\\""', 'text')).toBe('a; "b"');
    expect(parameter('x;early-only', 'early-only')).toBe('');
    expect(parameter('x', 'early-only')).toBeUndefined();
    expect(unquoted(' token ')).toBe('token');
    expect(mediaType('Application/SDP; charset=utf-8')).toBe('application/sdp');
  });

  it('are cut at bytes, not at signs', () => {
    expect(byteLength('æøå')).toBe(6);
    expect(firstBytes('æøå', 4)).toBe('æø');
  });

  it('never throw and never grow', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const joined = splitOutside(text, ',').join('');
        expect(joined.length).toBeLessThanOrEqual(text.length);
        parameter(text, 'x');
      }),
    );
  });
});
