import { createHash, createHmac, scrypt, timingSafeEqual, X509Certificate } from 'node:crypto';

/** RFC 7914: 32 MiB and some tens of milliseconds for each code that somebody would try. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** What the code becomes. The same on both sides; nothing that is sent tells it. */
export function keyOf(code: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** SHA-256 of the DER certificate as Chromium writes it: `sha256/` and base64. */
export function fingerprintOf(der: Uint8Array): string {
  return `sha256/${createHash('sha256').update(der).digest('base64')}`;
}

export function fingerprintOfPem(pem: string): string {
  return fingerprintOf(new X509Certificate(pem).raw);
}

/**
 * Knowledge of the code, bound to the certificate that is seen and to this one exchange of words: somebody in
 * between has another certificate, and cannot use what he is told (RFC 5929 in spirit).
 * `join` proves the one who wants in, `site` the one who lets in.
 */
export function proofOf(key: Buffer, who: 'join' | 'site', fingerprint: string, nonce: string): Buffer {
  return createHmac('sha256', key).update([who, fingerprint, nonce].join('|')).digest();
}

/** As long for a wrong proof as for the right one. */
export function sameProof(given: string, right: Buffer): boolean {
  const bytes = Buffer.from(given, 'base64url');
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}
