import { X509Certificate, createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { edgeNames, type EdgeName } from '../config/plan.ts';
import { run } from './shell.ts';

export const certificateKinds = ['current', 'next', 'expired', 'wrong'] as const;
/**
 * Certificates an edge can be started with: the one in use; the next one, announced in the site file; one that
 * ran out; one that nobody announced and another authority signed.
 */
export type CertificateKind = (typeof certificateKinds)[number];

export type CertificateFiles = { certificate: string; key: string };

export function certificateFiles(dir: string, edge: EdgeName, kind: CertificateKind): CertificateFiles {
  const name = `edge-${edge}-${kind}`;
  return { certificate: join(dir, `${name}.pem`), key: join(dir, `${name}.key`) };
}

/** `sha256/` and base64 of the DER certificate's SHA-256: what Chromium calls the fingerprint. */
export function fingerprint(pem: string): string {
  return `sha256/${createHash('sha256').update(new X509Certificate(pem).raw).digest('base64')}`;
}

/** Fingerprints of an edge for the site file: in use, next. */
export async function announcedFingerprints(dir: string, edge: EdgeName): Promise<string[]> {
  const kinds: readonly CertificateKind[] = ['current', 'next'];
  return Promise.all(
    kinds.map(async (kind) =>
      fingerprint(await readFile(certificateFiles(dir, edge, kind).certificate, 'utf8')),
    ),
  );
}

/** Makes the test authority and all certificates of both edges, once; valid for two years. */
export async function makeCertificates(dir: string, config: Config): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const stamp = join(dir, `made-for-${config.listen.join('_')}`);
  if (existsSync(stamp)) return;
  for (const authority of ['ca', 'other-ca']) await makeAuthority(dir, authority, config.site.name);
  const names = ['localhost', config.domain].map((name) => `DNS:${name}`);
  const addresses = [...new Set(['127.0.0.1', ...config.listen])].map((address) => `IP:${address}`);
  for (const edge of edgeNames) {
    const alternatives = [...names, `DNS:edge-${edge}.${config.domain}`, ...addresses].join(',');
    for (const kind of certificateKinds) await makeCertificate(dir, config, edge, kind, alternatives);
  }
  await writeFile(stamp, '');
}

const validDays = 730;

async function makeAuthority(dir: string, name: string, site: string): Promise<void> {
  await run(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8']
      .concat(['-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', String(validDays)])
      .concat(['-subj', `/CN=${site.replaceAll(/[^\p{L}\p{N} -]/gu, '')} test ${name}`]),
    { cwd: dir },
  );
  await writeFile(join(dir, `${name}.index`), '');
}

async function makeCertificate(
  dir: string,
  config: Config,
  edge: EdgeName,
  kind: CertificateKind,
  alternatives: string,
): Promise<void> {
  const { certificate, key } = certificateFiles(dir, edge, kind);
  const authority = kind === 'wrong' ? 'other-ca' : 'ca';
  const request = join(dir, 'request.pem');
  await run(
    'openssl',
    ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'].concat([
      '-keyout',
      key,
      '-out',
      request,
      '-subj',
      `/CN=edge-${edge}.${config.domain}`,
    ]),
    { cwd: dir },
  );
  await writeFile(
    join(dir, 'ca.cnf'),
    `[ca]\ndefault_ca=it\n[it]\ndatabase=${authority}.index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n` +
      `unique_subject=no\npolicy=any\nx509_extensions=leaf\n[any]\ncommonName=supplied\n` +
      `[leaf]\nsubjectAltName=${alternatives}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:false\n`,
  );
  const day = 86_400_000;
  const end = Date.now() + (kind === 'expired' ? -1 : validDays) * day;
  await run(
    'openssl',
    ['ca', '-batch', '-config', 'ca.cnf', '-cert', `${authority}.pem`, '-keyfile', `${authority}.key`]
      .concat(['-in', request, '-out', certificate, '-notext'])
      .concat(['-startdate', utcTime(Date.now() - 30 * day), '-enddate', utcTime(end)]),
    { cwd: dir },
  );
}

/** ASN.1 GeneralizedTime as openssl takes it: YYYYMMDDHHMMSSZ. */
function utcTime(ms: number): string {
  return `${new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
}
