import { readMessage } from '@samband/telephony/sip';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../testing/raw.ts';
import type { Parts } from '../testing/raw.ts';
import { requestOf, responseOf, viasOf } from './request.ts';
import { faultOf, salvaged } from './screen.ts';

const marker = 'z9hG4bKsOurs';
function fault(text: string): ReturnType<typeof faultOf> {
  const raw = readMessage(text);
  const request = typeof raw === 'string' ? undefined : requestOf(raw);
  if (!request) throw new Error('not a request');
  return faultOf(request, marker);
}
const invite = (parts: Parts = {}): string => message('INVITE', parts);

describe('a request', () => {
  it.each([
    ['as it should be', invite(), undefined],
    ['that requires something of the other end', invite({ extra: ['Require: 100rel'] }), undefined],
    ['that requires something of us', invite({ extra: ['Proxy-Require: sec-agree'] }), 420],
    ['whose hops are used up', invite().replace('Max-Forwards: 70', 'Max-Forwards: 0'), 483],
    ['whose hops are no number', invite().replace('Max-Forwards: 70', 'Max-Forwards: many'), 400],
    ['without a limit of hops', invite().replace('Max-Forwards: 70\r\n', ''), undefined],
    ['that has been here', invite({ branch: `${marker}-7` }), 482],
    [
      'that has been everywhere',
      invite({ extra: Array.from({ length: 16 }, (_, n) => `Via: SIP/2.0/TCP h${n};branch=z9hG4bKv${n}`) }),
      483,
    ],
    ['without a From-tag', invite({ from: '<sip:a@b.c>' }), 400],
    ['of another version', invite().replace(' SIP/2.0', ' SIP/7.0'), 505],
    ['of a scheme that nobody has', invite({ uri: 'http://example.org' }), 416],
    ['that says two things', invite({ extra: ['Call-ID: other'] }), 400],
    ['whose CSeq is of another method', invite().replace('1 INVITE', '1 BYE'), 400],
    ['whose body is cut off', invite().replace('Content-Length: 0', 'Content-Length: 9'), 400],
    ['of a method that nobody knows', message('DANCE'), 501],
    ['within a dialog, of any method', message('DANCE', { to: '<sip:a@b.c>;tag=t' }), undefined],
  ] as const)('%s: %s', (_name, text, status) => {
    expect(fault(text)?.status).toBe(status);
  });
});

describe('a message that cannot be read', () => {
  it('is refused where it says enough', () => {
    const broken = invite().replace(/\r\n\r\n[^]*/, '\r\n');
    expect(readMessage(broken)).toBe('headers');
    expect(salvaged(broken)?.start).toMatchObject({ method: 'INVITE' });
    expect(salvaged(invite({ body: 'x'.repeat(70_000) }))?.start).toMatchObject({ method: 'INVITE' });
  });

  it.each([
    '',
    'x',
    'GET / HTTP/1.1\r\n\r\n',
    'SIP/2.0 200 OK\r\n\r\n',
    message('ACK'),
    invite().replace(/^Via.*\r\n/m, ''),
  ])('is not where it does not: %j', (text) => {
    expect(salvaged(text)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        salvaged(text);
        const raw = readMessage(text);
        if (typeof raw === 'string') return;
        const request = requestOf(raw);
        if (request) faultOf(request, marker);
        responseOf(raw);
        viasOf(raw);
      }),
    );
  });
});
