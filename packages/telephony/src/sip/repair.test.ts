import fc from 'fast-check';
import { Core } from 'sip.js';
import { describe, expect, it } from 'vitest';
import { createAddressCodec } from './address.ts';
import { limits, readMessage } from './message.ts';
import { repaired, trimmed } from './repair.ts';
import { invite } from './testing/exchange.ts';

const codec = createAddressCodec('wsecret');
const logger = new Core.LoggerFactory();
logger.builtinEnabled = false;

function repair(text: string): string {
  const message = readMessage(text);
  if (typeof message === 'string') throw new Error(message);
  return repaired(trimmed(message), codec, { uri: 'sip:pos7@x.invalid', sdp: 'v=0\r\n' });
}

describe('repaired', () => {
  it('is read by sip.js, whatever the addresses', () => {
    const text = repair(invite({ from: 'Ø <tel:1>;tag=f', to: '<urn:service:sos>', contact: '<tel:2>' }));
    const parsed = Core.Parser.parseMessage(text, logger.getLogger('test'));
    expect(parsed?.fromTag).toBe('f');
    expect(parsed?.body).toBe('v=0\r\n');
    expect(parsed?.getHeader('content-type')).toBe('application/sdp');
    expect(parsed?.getHeader('content-length')).toBe('5');
  });

  it('leaves out what sip.js does not need and could trip over', () => {
    const text = repair(invite({ extra: ['Refer-To: %%%', 'X-Odd: "', 'Content-Disposition: render'] }));
    expect(text).not.toMatch(/Refer-To|X-Odd|Disposition|Max-Forwards/i);
  });

  it('offers the one challenge that HA1 can meet', () => {
    const text = repair(
      [
        'SIP/2.0 401 Unauthorized',
        'WWW-Authenticate: Digest realm="x", nonce="1", algorithm=SHA-256',
        'WWW-Authenticate: Digest realm="x", nonce="2", algorithm=md5, qop="auth"',
        '',
        '',
      ].join('\r\n'),
    );
    expect(text.match(/www-authenticate: .*/gi)).toEqual([
      'WWW-Authenticate: Digest realm="x", nonce="2", algorithm=MD5, qop="auth"',
    ]);
  });

  it('cuts what stands beyond the body', () => {
    const message = readMessage('OPTIONS sip:a@b SIP/2.0\r\nl: 2\r\n\r\nabcd');
    expect(typeof message === 'string' ? message : trimmed(message).body).toBe('ab');
  });

  it('never throws and stays in bounds', () => {
    const odd = fc
      .string({ unit: 'grapheme', maxLength: 80 })
      .map((text) => text.replaceAll(/[\r\n\0]/g, ' '));
    fc.assert(
      fc.property(odd, odd, odd, (from, contact, extra) => {
        const text = repair(invite({ from, contact, extra: [`Via: ${extra}`, `X: ${extra}`] }));
        expect(text.length).toBeLessThan(limits.bytes);
        expect(text.split('\r\n\r\n')[0]).not.toMatch(/\r(?!\n)/);
      }),
    );
  });
});
