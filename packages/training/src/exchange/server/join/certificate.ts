import { generate } from 'selfsigned';

const dayMs = 86_400_000;
/** Clocks of machines that meet in a classroom differ. */
const earlierMs = 7 * dayMs;
const laterMs = 365 * dayMs;

/** A certificate for one opening: nobody signs it, its fingerprint is what it is known by. */
export async function newCertificate(wall: number): Promise<{ readonly key: string; readonly cert: string }> {
  const made = await generate([{ name: 'commonName', value: 'Samband exercise' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(wall - earlierMs),
    notAfterDate: new Date(wall + laterMs),
  });
  return { key: made.private, cert: made.cert };
}
