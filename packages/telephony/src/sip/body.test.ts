import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, partsOf, sdpOf } from './body.ts';
import { limits, type RawMessage } from './message.ts';

const message = (type: string, body: string): RawMessage => ({
  start: { kind: 'request', method: 'INVITE', uri: 'sip:a@b', version: 'SIP/2.0' },
  headers: [['Content-Type', type]],
  body,
});

const both = [
  'preamble',
  '--b1',
  'Content-Type: application/sdp',
  '',
  'v=0',
  's=-',
  '--b1  ',
  'Content-Type: application/pidf+xml',
  'Content-ID: <here@example>',
  '',
  '<presence/>',
  '--b1--',
  'epilogue',
].join('\r\n');

describe('partsOf', () => {
  it('gives a plain body as one part', () => {
    expect(partsOf(message('Application/SDP; charset=utf-8', 'v=0'))).toEqual([
      { type: 'application/sdp', content: 'v=0' },
    ]);
    expect(partsOf(message('application/sdp', ''))).toEqual([]);
  });

  it('gives session description and location of a multipart', () => {
    const parts = partsOf(message('multipart/mixed; boundary="b1"', both));
    expect(parts).toEqual([
      { type: 'application/sdp', content: 'v=0\r\ns=-' },
      { type: 'application/pidf+xml', id: 'here@example', content: '<presence/>' },
    ]);
    expect(sdpOf(parts)).toBe('v=0\r\ns=-\r\n');
  });

  it('reads parts without headers, nested parts and base64', () => {
    const inner = [
      '--i',
      '',
      'plain',
      '--i',
      'Content-Type: x/y',
      'Content-Transfer-Encoding: base64',
      '',
      'w6Y=',
      '--i--',
    ];
    const outer = ['--o', 'Content-Type: multipart/alternative;boundary=i', '', ...inner, '--o--'].join(
      '\r\n',
    );
    expect(partsOf(message('multipart/mixed;boundary=o', outer))).toEqual([
      { type: 'text/plain', content: 'plain' },
      { type: 'x/y', content: 'æ' },
    ]);
  });

  it('keeps a bounded number of parts, and those that a call needs wherever they stand', () => {
    const part = (type: string, n: number): string => `--b\r\nContent-Type: ${type}\r\n\r\n${n}`;
    const many = Array.from({ length: 200 }, (_, n) => part(n === 150 ? 'application/sdp' : 'a/b', n));
    const { parts, left } = bodyOf(message('multipart/mixed;boundary=b', many.join('\r\n')));
    expect(parts).toHaveLength(limits.parts + 1);
    expect(parts.at(-1)).toEqual({ type: 'application/sdp', content: '150' });
    expect(left).toBe(200 - limits.parts - 1);
  });

  it('finds the boundaries where lines end in LF alone', () => {
    const parts = partsOf(message('multipart/mixed;boundary=b1', both.replaceAll('\r\n', '\n')));
    expect(parts.map(({ type }) => type)).toEqual(['application/sdp', 'application/pidf+xml']);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (type, body) => {
        partsOf(message(type, body));
        partsOf(message(`multipart/mixed; boundary=b`, `--b${body}\r\n--b\r\n${body}`));
      }),
    );
  });
});
