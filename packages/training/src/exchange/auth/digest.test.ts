import { fakeClock } from '@samband/telephony/testing';
import { md5, readMessage } from '@samband/telephony/sip';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../testing/raw.ts';
import { requestOf } from '../wire/request.ts';
import type { Request } from '../wire/request.ts';
import { createDigest, credentialsIn } from './digest.ts';

const clock = fakeClock();
const ha1 = md5('kari:d.test:secret');
const mostUsed = 1000;
const digest = createDigest({
  mostUsed,
  clock,
  realm: 'd.test',
  secret: 's',
  ha1Of: (user) => (user === 'kari' ? ha1 : undefined),
});
const raw = readMessage(message('INVITE'));
const request = (typeof raw === 'string' ? undefined : requestOf(raw)) as Request;

function credentials(change: Record<string, string> = {}): string {
  const nonce = /nonce="([^"]*)"/.exec(digest.challenge(false))?.[1] ?? '';
  const given = {
    username: 'kari',
    realm: 'd.test',
    nonce,
    uri: request.uri,
    qop: 'auth',
    cnonce: 'c',
    nc: '00000001',
    ...change,
  };
  const proof = [ha1, given.nonce, given.nc, given.cnonce, 'auth', md5(`INVITE:${given.uri}`)].join(':');
  const all = { response: md5(proof), ...given };
  return `Digest ${Object.entries(all)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}`;
}

describe('credentials', () => {
  it('that are right name the user', () => {
    expect(digest.check(request, [credentials()])).toEqual({ ok: true, user: 'kari' });
  });

  it.each([
    ['of somebody unknown', { username: 'nobody' }, 'wrong'],
    ['with a wrong proof', { response: 'f'.repeat(32) }, 'wrong'],
    ['for another address', { uri: 'sip:other@d.test' }, 'wrong'],
    ['without protection (RFC 2069)', { qop: '' }, 'wrong'],
    ['for another realm', { realm: 'elsewhere' }, 'none'],
    ['with a nonce of somebody else', { nonce: `0.1.${'0'.repeat(32)}` }, 'stale'],
  ])('%s: %o', (_name, change, why) => {
    expect(digest.check(request, [credentials(change)])).toEqual({ ok: false, why });
  });

  it('of another scheme, none, and garbage are none', () => {
    for (const header of [[], ['Basic eDp5'], ['Digest'], ['']])
      expect(digest.check(request, header)).toEqual({ ok: false, why: 'none' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        credentialsIn(`Digest ${text}`);
      }),
    );
  });
});

it('remembers so many used nonces, and then takes older ones for stale', () => {
  const early = credentials();
  clock.advance(1);
  for (let count = 0; count < mostUsed + 50; count += 1) {
    expect(digest.check(request, [credentials()])).toMatchObject({ ok: true });
    if (count % 100 === 0) clock.advance(1);
  }
  expect(digest.check(request, [early])).toEqual({ ok: false, why: 'stale' });
  clock.advance(1);
  expect(digest.check(request, [credentials()])).toMatchObject({ ok: true });
});
