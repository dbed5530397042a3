import type { PinCheck } from '../ports/index.ts';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Takes as long for any two of one length, wherever they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}

/** `PinCheck` by WebCrypto: off the page's thread, so that a call's sound does not notice. */
export function webPinCheck(subtle: SubtleCrypto = crypto.subtle): PinCheck {
  return {
    async matches(pin, hash) {
      const [scheme, rounds, salt = '', known = ''] = hash.split('$');
      const iterations = Number(rounds);
      if (scheme !== 'pbkdf2-sha256' || !Number.isInteger(iterations)) throw new Error('unknown scheme');
      const expected = bytesOf(known);
      const key = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
        'deriveBits',
      ]);
      const derived = await subtle.deriveBits(
        { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations },
        key,
        expected.length * 8,
      );
      return sameBytes(new Uint8Array(derived), expected);
    },
  };
}
