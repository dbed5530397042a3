import { randomBytes, randomInt } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { app, MessageChannelMain } from 'electron';
import type { MessagePortMain } from 'electron';
import type { Report } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import { practicePlaces, practiceSiteFile } from '@samband/training/site';
import { openUtility } from '../processes/utility.ts';
import { writeAtomicSync } from '../profile/atomic.ts';
import { systemFiles } from '../profile/files.ts';
import { machineClock } from '../supervision/spare-time.ts';
import { openHiddenWindow } from '../windows/open.ts';
import { prepareSession } from '../windows/session.ts';
import { boundedLines } from './lines.ts';
import { createPractice } from './practice.ts';
import type { Practice } from './practice.ts';

export interface OpenPracticeDeps {
  readonly log: Logger;
  readonly profile: string;
  readonly position: number;
  readonly seed: number | undefined;
  readonly speed: number | undefined;
  readonly devTools: boolean;
}

/** What the rest of main is told of it; its handlers are given when there is somebody to hear them. */
export interface OpenPractice {
  /** A site file like any other, and the secret of this position in it. */
  readonly siteFile: string;
  readonly secret: string;
  start(handlers: { report(report: Report): void; handleChanged(): void }): Practice;
}

/** A port on loopback that nobody has at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Addresses by which others on the same network may reach this machine; without a network, others on itself. */
function ownAddresses(): string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, 16);
  return found.length > 0 ? found : ['127.0.0.1'];
}

/** The centre that this machine brings along: secrets that live as long as it does, a port, a site file. */
export async function openPractice(deps: OpenPracticeDeps): Promise<OpenPractice> {
  const { log, profile, position, devTools } = deps;
  const folder = join(profile, 'practice');
  systemFiles.makeFolder(folder);
  const port = await freePort();
  const users = ['outside', ...Array.from({ length: practicePlaces }, (_, index) => `pos${index + 1}`)];
  const secrets = new Map(users.map((user) => [user, randomBytes(18).toString('base64url')]));
  const siteFile = join(folder, 'site.yaml');
  const url = `ws://127.0.0.1:${port}/`;
  writeAtomicSync(siteFile, practiceSiteFile({ url, speed: deps.speed ?? 1 }));
  const pages = join(__dirname, '..');

  return {
    siteFile,
    secret: secrets.get(`pos${position}`) ?? '',
    start({ report, handleChanged }) {
      const edges = [{ name: 'A', url, certificates: [] }];
      const callersSession = prepareSession({ pages, devTools, host: 'callers', edges: () => edges, report });
      const lines = boundedLines(
        createWriteStream(join(folder, 'parties.jsonl'), { flags: 'w', mode: 0o600 }),
        log,
      );
      const practice = createPractice<MessagePortMain>({
        clock: machineClock,
        log,
        mint: () => new MessageChannelMain(),
        openExchange: (loading) =>
          openUtility({ file: join(pages, 'exchange', 'index.cjs'), name: 'exchange', log }, loading),
        openCallers: (loading) =>
          openHiddenWindow('callers', { session: callersSession, preloads: pages, devTools, log }, loading),
        port,
        secrets,
        userAgent: `Samband callers/${app.getVersion()}`,
        position,
        speed: deps.speed ?? 1,
        newSeed: () => deps.seed ?? randomInt(1, 10_000),
        addresses: ownAddresses,
        report,
        handleChanged,
        handleEvent: lines.write,
      });
      practice.begin();
      return {
        ...practice,
        dispose() {
          practice.dispose();
          lines.close();
        },
      };
    },
  };
}
