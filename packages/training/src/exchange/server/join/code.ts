import { randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O, U, so that what is read out is what is typed. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

/** 40 random bits. Written without a mark; `shownCode` puts it in two groups. */
export function newCode(random: (size: number) => Uint8Array = randomBytes): string {
  return Array.from(random(length), (byte) => signs[byte % signs.length]).join('');
}

export function shownCode(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}

/** What somebody has typed, as it was meant; undefined when it is no code. */
export function readCode(typed: string): string | undefined {
  const plain = typed
    .slice(0, 64)
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return plain.length === length && Array.from(plain).every((sign) => signs.includes(sign))
    ? plain
    : undefined;
}
