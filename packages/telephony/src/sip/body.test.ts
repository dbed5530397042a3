import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, sdpOf } from './body.ts';
import type { RawMessage } from './message.ts';

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
    expect(sdpOf(parts ?? [])).toBe('v=0\r\ns=-\r\n');
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

  it('stops at too many parts', () => {
    const many = Array.from({ length: 40 }, () => '--b\r\nContent-Type: a/b\r\n\r\nx').join('\r\n');
    expect(partsOf(message('multipart/mixed;boundary=b', many))).toBeUndefined();
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
