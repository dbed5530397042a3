import type { CertificateKind } from '@samband/exchange';
import { createHash, X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { picture } from '../support/position/picture.ts';
import { bothHear, expect, registered, test, tones } from './fixtures.ts';
import type { Centre } from './fixtures.ts';

/** Bad input and bad days, as the operator meets them: what the screen says, and that the app lives on. */

async function siteFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-site-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'site.yaml');
  await writeFile(file, text, { mode: 0o644 });
  return file;
}

/** Edge B with another certificate; the good one is put back at the end of the test. */
async function edgeWith(centre: Centre, certificate: CertificateKind): Promise<void> {
  centre.defer(() => centre.exchange.restartPart('edge-b', { certificate: 'current' }));
  await centre.exchange.restartPart('edge-b', { certificate });
}

/** The site file with edge B's certificate of this kind as the one that is expected. */
async function expecting(centre: Centre, kind: CertificateKind): Promise<unknown> {
  const { site, dir } = centre.exchange;
  const { raw } = new X509Certificate(await readFile(join(dir, 'tls', `edge-b-${kind}.pem`)));
  const certificates = [`sha256/${createHash('sha256').update(raw).digest('base64')}`];
  const edges = site.exchange.edges.map((edge) => (edge.name === 'B' ? { ...edge, certificates } : edge));
  return { ...site, exchange: { ...site.exchange, edges } };
}

for (const [kind, why, said] of [
  ['expired', 'expired', 'Sentral B: sertifikatet er gått ut på dato.'],
  ['wrong', 'unknown', 'Sentral B: sertifikatet er ikke det som står i anleggsfilen.'],
] as const)
  test(`an edge whose certificate is ${kind} is refused and said so; calls come over the other`, async ({
    centre,
  }) => {
    await edgeWith(centre, kind);
    const site = kind === 'expired' ? await expecting(centre, kind) : centre.exchange.site;
    const desk = await centre.console(1, { site, edges: ['A'] });
    await desk.log.waitFor('certificate.refused', {
      where: (event) => event.edge === 'B' && event.why === why,
    });
    await expect(desk.window.locator('body')).toContainText(said);
    await picture(desk.window, `certificate-${kind}`);
    const caller = await centre.caller();
    await desk.log.waitFor('call.waiting');
    await desk.window.getByRole('button', { name: /^Besvar neste/ }).click();
    await bothHear(caller, desk);
    expect(desk.log.all('registered', (event) => event.edge === 'B')).toEqual([]);
    await expect(desk.window.locator('body')).toContainText(said);
  });

test('the next certificate is taken over without a word', async ({ centre }) => {
  const desk = await centre.console(1);
  const from = desk.log.mark;
  await edgeWith(centre, 'next');
  await desk.log.waitFor('edge.lost', { from, where: (event) => event.edge === 'B' });
  await desk.log.waitFor('registered', { from, where: (event) => event.edge === 'B', withinMs: 60_000 });
  expect(desk.log.all('certificate.refused')).toEqual([]);
});

test('a wrong secret: the screen says so with the status; the right one is taken without a restart', async ({
  centre,
}) => {
  const desk = await centre.console(1, { secret: 'not the secret', edges: [] });
  await desk.log.waitFor('refused', { where: (event) => event.status === 403 });
  await expect(desk.window.locator('body')).toContainText(/avvis(er|t)/i);
  await picture(desk.window, 'wrong-secret');
  const { secret } = await centre.exchange.secrets(1);
  await desk.window.getByLabel('Passord for plass 1').fill(secret);
  await desk.window.getByRole('button', { name: 'Lagre passord' }).click();
  await desk.log.waitFor('becameReady', { withinMs: 60_000 });
  await expect(desk.window.getByLabel('Passord for plass 1')).toHaveCount(0);
});

test('no secret: it is asked for, and with it the position is ready', async ({ centre }) => {
  const desk = await centre.console(1, { secret: '', edges: [], started: false });
  await expect(desk.window.locator('body')).toContainText('Passord for plassen mangler');
  await picture(desk.window, 'no-secret');
  await desk.window.getByLabel('Passord for plass 1').fill((await centre.exchange.secrets(1)).secret);
  await desk.window.getByRole('button', { name: 'Lagre passord' }).click();
  await registered(desk, centre.site, 1);
});

test('an exchange that cannot be reached: said in words, tried again, and taken up when it is there', async ({
  centre,
}) => {
  await centre.exchange.stop();
  const desk = await centre.console(1, { edges: [] });
  await desk.log.waitFor('edge.lost', { where: (event) => event.edge === 'A' });
  await expect(desk.window.locator('body')).toContainText(/ingen forbindelse|kobler til igjen/i);
  await picture(desk.window, 'exchange-not-there');
  for (const part of ['rtpengine', 'edge-a', 'edge-b', 'asterisk'] as const)
    await centre.exchange.startPart(part);
  await registered(desk, centre.site, 1);
  const caller = await centre.caller();
  await desk.log.waitFor('call.waiting');
  await desk.window.getByRole('button', { name: /^Besvar neste/ }).click();
  await bothHear(caller, desk);
});

test('no microphone: said at once; the caller is heard, and plugging it in is enough', async ({ centre }) => {
  const desk = await centre.console(1, { microphone: false });
  await desk.log.waitFor('microphone', { where: (event) => event.state === 'missing' });
  await expect(desk.window.locator('body')).toContainText('Ingen mikrofon: du blir ikke hørt.');
  await picture(desk.window, 'no-microphone');
  const caller = await centre.caller();
  await desk.log.waitFor('call.waiting');
  await desk.window.getByRole('button', { name: /^Besvar neste/ }).click();
  await desk.ear.expect({ hears: [tones.caller] });
  const from = desk.log.mark;
  await desk.sound.plugMicrophone();
  await desk.log.waitFor('microphone', { from, where: (event) => event.state === 'open', withinMs: 30_000 });
  await bothHear(caller, desk);
});

test('a malformed site file: the app opens and says file, line and what is expected', async ({ centre }) => {
  const text = stringify(centre.exchange.site).replace('kind: amk', 'kind: amc');
  const line = text.split('\n').findIndex((one) => one.includes('kind: amc')) + 1;
  const file = await siteFile(text);
  const desk = await centre.console(1, { siteFile: file, edges: [], started: false });
  const body = desk.window.locator('body');
  await expect(body).toContainText('Anleggsfilen har en feil');
  await expect(body).toContainText(file);
  await expect(body).toContainText(`linje ${line}`);
  await expect(body).toContainText('amk');
  await picture(desk.window, 'site-file-malformed');
});

test('a site file that is not there, and a position that is not in it, are said as well', async ({
  centre,
}) => {
  const missing = await centre.console(1, { siteFile: '/nowhere/site.yaml', edges: [], started: false });
  await expect(missing.window.locator('body')).toContainText('Anleggsfilen finnes ikke');
  await picture(missing.window, 'site-file-missing');
  const beyond = await centre.console(99, { edges: [], started: false, secret: 'x' });
  await expect(beyond.window.locator('body')).toContainText('Plassnummeret finnes ikke');
  await picture(beyond.window, 'no-such-position');
});
