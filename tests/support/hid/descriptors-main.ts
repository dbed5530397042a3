import { app, BrowserWindow, MessageChannelMain, protocol } from 'electron';
import type { MessagePortMain } from 'electron';
import { describeLayout, mapOfCollections } from '@samband/hid';
import { createDescriptorsParty } from '../../../apps/desktop/src/main/parties/descriptors.ts';
import { guardAllContents } from '../../../apps/desktop/src/main/windows/guard.ts';
import { openHiddenWindow } from '../../../apps/desktop/src/main/windows/open.ts';
import { prepareSession } from '../../../apps/desktop/src/main/windows/session.ts';
import { machineClock } from '../../../apps/desktop/src/main/supervision/spare-time.ts';
import type { AskedDevice } from '../../../apps/desktop/src/shared/devices.ts';

/**
 * The main process of a test: the console's own hidden page that reads descriptors by WebHID, its session, guard and
 * party, as they are on Windows and macOS (where node-hid is not told the descriptor), and nothing else. Questions come
 * in the environment, answers go out as lines of JSON.
 */
const pages = process.env['SAMBAND_PAGES'] ?? '';
const questions = JSON.parse(process.env['SAMBAND_QUESTIONS'] ?? '[]') as AskedDevice[];

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const note = (message: string): void => say({ log: message });
const logger = { debug: note, info: note, warn: note, error: note };

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

async function run(): Promise<void> {
  await app.whenReady();
  guardAllContents(false, logger);
  const session = prepareSession({
    host: 'descriptors',
    pages,
    devTools: false,
    edges: () => [],
    report: () => undefined,
  });
  const party = createDescriptorsParty<MessagePortMain>({
    clock: machineClock,
    log: logger,
    platform: 'win32',
    mint: () => new MessageChannelMain(),
    open: (handlers) =>
      openHiddenWindow('descriptors', { session, preloads: pages, devTools: false, log: logger }, handlers),
  });
  const ask = (device: AskedDevice): Promise<object> =>
    new Promise((resolve) => {
      party.describe(device, (collections) => {
        const map = collections && mapOfCollections(collections);
        resolve({ answered: collections !== undefined, layout: map && describeLayout(map) });
      });
    });
  for (const question of questions) say(await ask(question));

  const [window] = BrowserWindow.getAllWindows();
  const inPage = async (code: string): Promise<unknown> =>
    window?.webContents.executeJavaScript(`(async () => ${code})().catch((error) => error.name)`);
  say({
    sees: await inPage('(await navigator.hid.getDevices()).map((device) => device.vendorId)'),
    fetches: await inPage("String(await fetch('https://example.org/'))"),
    asks: await inPage('(await navigator.hid.requestDevice({ filters: [] })).length'),
    isSandboxed: await inPage("typeof require === 'undefined' && typeof process === 'undefined'"),
  });
  window?.webContents.forcefullyCrashRenderer();
  const [first] = questions;
  if (first) say(await ask(first));
  party.dispose();
}

run().then(
  () => app.exit(0),
  (cause: unknown) => {
    process.stderr.write(`${String(cause)}\n`);
    app.exit(1);
  },
);
