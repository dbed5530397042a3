import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configSchema } from '../config/config.ts';
import { findProgram } from '../install/packages.ts';
import { announcedFingerprints, certificateFiles, fingerprint, makeCertificates } from './certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'samband-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// openssl is installed with the exchange's other parts, not on every developer's machine
describe.skipIf(findProgram('openssl') === undefined)('certificates', () => {
  beforeAll(() => makeCertificates(folder, configSchema.parse({ listen: ['127.0.0.1', '10.9.8.7'] })));
  const read = (kind: 'current' | 'next' | 'expired' | 'wrong'): string =>
    readFileSync(certificateFiles(folder, 'a', kind).certificate, 'utf8');

  it('name every address positions may use and last two years', () => {
    const certificate = new X509Certificate(read('current'));
    expect(certificate.checkIP('10.9.8.7')).toBe('10.9.8.7');
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(Date.parse(certificate.validTo) - Date.now()).toBeGreaterThan(729 * 86_400_000);
  });

  it('are announced as the one in use, then the next', async () => {
    const announced = await announcedFingerprints(folder, 'a');
    expect(announced).toEqual([fingerprint(read('current')), fingerprint(read('next'))]);
    for (const one of announced) expect(one).toMatch(/^sha256\/[A-Za-z0-9+/]{43}=$/);
    expect(announced).not.toContain(fingerprint(read('wrong')));
  });

  it('come in kinds for bad days: run out, or signed by somebody else', () => {
    expect(Date.parse(new X509Certificate(read('expired')).validTo)).toBeLessThan(Date.now());
    const authority = new X509Certificate(readFileSync(join(folder, 'ca.pem'), 'utf8'));
    expect(new X509Certificate(read('current')).verify(authority.publicKey)).toBe(true);
    expect(new X509Certificate(read('wrong')).verify(authority.publicKey)).toBe(false);
  });

  it('are made once', async () => {
    const before = read('current');
    await makeCertificates(folder, configSchema.parse({ listen: ['127.0.0.1', '10.9.8.7'] }));
    expect(read('current')).toBe(before);
  });
});
