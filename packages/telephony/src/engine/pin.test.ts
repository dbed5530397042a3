import { pbkdf2Sync } from 'node:crypto';
import { expect, it } from 'vitest';
import { sameBytes, webPinCheck } from './pin.ts';

const rounds = 1000;
function hashOf(pin: string, salt = Buffer.from('0123456789abcdef')): string {
  const hash = pbkdf2Sync(pin, salt, rounds, 32, 'sha256').toString('base64');
  return `pbkdf2-sha256$${rounds}$${salt.toString('base64')}$${hash}`;
}

it('knows the PIN that a hash was made of, and no other', async () => {
  const pins = webPinCheck();
  expect(await pins.matches('4711', hashOf('4711'))).toBe(true);
  for (const wrong of ['4712', '471', '47111', ''])
    expect(await pins.matches(wrong, hashOf('4711'))).toBe(false);
  expect(await pins.matches('4711', hashOf('4711', Buffer.from('another salt')))).toBe(true);
});

it('takes the test vector of RFC 7914 §11', async () => {
  const hash = Buffer.from(
    '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc' +
      '49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
    'hex',
  );
  const salt = Buffer.from('salt').toString('base64');
  expect(await webPinCheck().matches('passwd', `pbkdf2-sha256$1$${salt}$${hash.toString('base64')}`)).toBe(
    true,
  );
});

it.each(['md5$1$c2FsdA==$aGFzaA==', 'pbkdf2-sha256$x$c2FsdA==$aGFzaA==', 'pbkdf2-sha256$1$***$aGFzaA=='])(
  'rejects what it cannot read: %s',
  async (hash) => {
    await expect(webPinCheck().matches('4711', hash)).rejects.toThrow();
  },
);

it('compares whole hashes', () => {
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
});
