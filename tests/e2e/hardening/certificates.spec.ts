import { X509Certificate, createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { launchPosition } from '../../support/electron.ts';
import { run } from '../../support/process.ts';
import { expect, secret, test } from './fixtures.ts';
import { siteText, writeSite } from './site.ts';

interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** As the site file names it. */
  readonly pin: string;
}

/** A certificate that signed itself; `days` may be negative. */
async function makeCertificate(days: number): Promise<Certificate> {
  const cwd = await mkdtemp(join(tmpdir(), 'samband-certificate-'));
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await run('openssl', ['req', ...curve, '-keyout', 'key', '-out', 'request', '-subj', '/CN=localhost'], {
    cwd,
  });
  const times = ['-days', `${days}`];
  await run('openssl', ['x509', '-req', '-in', 'request', '-signkey', 'key', '-out', 'cert', ...times], {
    cwd,
  });
  const [key, cert] = await Promise.all(['key', 'cert'].map((name) => readFile(join(cwd, name), 'utf8')));
  await rm(cwd, { recursive: true });
  if (key === undefined || cert === undefined) throw new Error('openssl made nothing');
  const pin = `sha256/${createHash('sha256').update(new X509Certificate(cert).raw).digest('base64')}`;
  return { key, cert, pin };
}

/** Something that takes a WebSocket by TLS and says nothing: as much of an edge as this needs. */
async function startEdge(certificate: Certificate): Promise<{ server: Server; url: string; close(): void }> {
  const server = createServer({ key: certificate.key, cert: certificate.cert });
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'sip' });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    sockets.close();
    server.closeAllConnections();
    server.close();
  };
  return { server, url: `wss://localhost:${port}`, close };
}

const siteOf = (edges: readonly { name: string; url: string; pins: readonly string[] }[]): string =>
  siteText.replace(
    '    - { name: A, url: "ws://127.0.0.1:9" }\n',
    edges
      .map(
        ({ name, url, pins }) =>
          `    - { name: ${name}, url: "${url}", certificates: ${JSON.stringify(pins)} }\n`,
      )
      .join(''),
  );

test('a named certificate is taken although nobody signed it; the same one out of date is refused', async () => {
  const [good, old] = await Promise.all([makeCertificate(365), makeCertificate(-1)]);
  const [a, b] = await Promise.all([startEdge(good), startEdge(old)]);
  const edges = [
    { name: 'A', url: a.url, pins: [good.pin] },
    { name: 'B', url: b.url.replace('localhost', '127.0.0.1'), pins: [old.pin] },
  ];
  const position = await launchPosition({ site: await writeSite(siteOf(edges)), position: 1, secret });
  try {
    await position.waitForEvent('edge.connected', ({ edge }) => edge === 'A');
    const refused = await position.waitForEvent('certificate.refused');
    expect(refused).toMatchObject({ edge: 'B', why: 'expired' });
    expect(position.events.filter((event) => event.type === 'edge.connected')).toHaveLength(1);
    expect(position.events.filter((event) => event.type === 'certificate.expiring')).toEqual([]);
  } finally {
    await position.close();
    a.close();
    b.close();
  }
});

test('an unknown certificate is refused; the next one that the site names is taken over, and its end is warned of', async () => {
  const [stranger, current, next] = await Promise.all([365, 365, 10].map((days) => makeCertificate(days)));
  if (!stranger || !current || !next) throw new Error('no certificates');
  const edge = await startEdge(stranger);
  const edges = [{ name: 'A', url: edge.url, pins: [current.pin, next.pin] }];
  const position = await launchPosition({ site: await writeSite(siteOf(edges)), position: 1, secret });
  try {
    expect(await position.waitForEvent('certificate.refused')).toMatchObject({ edge: 'A', why: 'unknown' });
    await position.waitForEvent('edge.lost');
    edge.server.setSecureContext({ key: next.key, cert: next.cert });
    await position.waitForEvent('edge.connected', undefined, 60_000);
    const warned = await position.waitForEvent('certificate.expiring');
    expect(warned.edge).toBe('A');
    expect([9, 10]).toContain(warned.days);
  } finally {
    await position.close();
    edge.close();
  }
});
