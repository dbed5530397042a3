import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { siteSchema } from '@samband/telephony/contract';
import type { Event, ScreenInfo, ScreenShell } from '@samband/telephony/contract';
import { WebSocket } from 'ws';
import { parse } from 'yaml';
import { demonstrate } from '../demo/demonstrate.ts';
import { readParties } from '../demo/parties.ts';
import { bin, root } from '../../scripts/lib/child.ts';
import { displayName, launchPosition } from '../support/electron.ts';
import type { Position, PositionOptions } from '../support/electron.ts';
import { run } from '../support/process.ts';

/** The centre that a console brings along: real Electron, its own exchange, simulated parties with real sound. */

declare global {
  interface Window {
    readonly samband: ScreenShell;
  }
}

interface Practised {
  readonly position: Position;
  readonly window: Page;
}

const test = base.extend<{ practise(options?: PositionOptions): Promise<Practised> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
  practise: async ({}, use, info) => {
    const opened: Position[] = [];
    await use(async (options = {}) => {
      const position = await launchPosition({
        practice: { seed: 41 },
        position: 1,
        fakeSound: true,
        ...options,
      });
      opened.push(position);
      const window = await position.liveConsole();
      await window.getByRole('button', { name: 'Hopp over' }).click();
      return { position, window };
    });
    for (const position of opened) {
      if (info.status !== info.expectedStatus)
        await info.attach(`${position.log.name}.jsonl`, {
          body: position.log.text(),
          contentType: 'text/plain',
        });
      await position.close();
    }
  },
});

const strip = (window: Page, name: string) => window.getByRole('button', { name });
/** Waits until the simulated parties can be called: the strip's buttons work then. */
async function callNow({ window, position }: Practised): Promise<Event<'call.waiting'>> {
  const from = position.log.mark;
  await strip(window, 'Ett anrop nå').click({ timeout: 60_000 });
  return position.log.waitFor('call.waiting', { from });
}

async function answered({ window, position }: Practised, call: string | undefined): Promise<void> {
  await window.keyboard.press('F1');
  await position.log.waitFor('call.answered', { where: (event) => event.call === call });
  await position.log.waitFor('audio.first', { where: (event) => event.call === call });
}

/** What the party of the last call told when it was over. */
async function partyEnded(position: Position, before = 0) {
  const ends = () => readParties(position.profile).filter((line) => line.type === 'ended');
  await expect.poll(() => ends().length, { timeout: 30_000 }).toBeGreaterThan(before);
  return ends().at(-1);
}

test('one press brings a call, it is heard both ways, and it says that it is an exercise', async ({
  practise,
}) => {
  const practised = await practise();
  const { position, window } = practised;
  await expect(window).toHaveTitle(/ØVELSE/);
  await expect(window.locator('[data-exercise="true"]')).toBeVisible();
  const { call, caller } = await callNow(practised);
  expect(caller.number).toMatch(/^\+4700\d{6}$/);
  await answered(practised, call);
  // Long enough that the microphone's beep has come through, by the caller's own word.
  await position.log.waitFor('quality', { where: (event) => event.call === call });
  await expect
    .poll(() => position.log.all('quality', (event) => event.call === call).at(-1)?.heard, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  await window.keyboard.press('F12');
  await position.log.waitFor('call.ended', {
    where: (event) => event.call === call && event.by === 'operator',
  });
  expect(await partyEnded(position)).toMatchObject({ by: 'operator', heard: true });
});

test('without any network but loopback it is the same', async () => {
  test.skip(process.getuid?.() !== 0, 'a network of its own needs root');
  const program = `${bin('tsx')} ${join(root, 'tests/e2e/offline/one-call.ts')}`;
  const out = await run('unshare', ['-n', '--', 'sh', '-c', `ip link set lo up && exec ${program}`], {
    cwd: root,
    env: { ...process.env, DISPLAY: await displayName() },
  });
  expect(JSON.parse(out)).toEqual({ heard: true, outside: 0 });
});

test('the exchange dies in a call, then the callers: both are back by themselves and the next call is heard', async ({
  practise,
}) => {
  const practised = await practise();
  const { position } = practised;
  const { call } = await callNow(practised);
  await answered(practised, call);

  const kill = (name: string): Promise<unknown> =>
    position.app.evaluate(({ app }, wanted) => {
      const found = app.getAppMetrics().find((one) => one.name?.includes(wanted) === true);
      if (!found) throw new Error(`no process ${wanted}`);
      process.kill(found.pid, 'SIGKILL');
    }, name);
  await kill('Samband exchange');
  await position.waitForEvent('process.lost', ({ which }) => which === 'exchange');
  await position.waitForEvent('process.back', ({ which }) => which === 'exchange');
  await position.waitForEvent('call.ended', (event) => event.call === call, 60_000);

  await position.app.evaluate(({ webContents }) => {
    const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://callers/'));
    page?.forcefullyCrashRenderer();
  });
  await position.waitForEvent('process.back', ({ which }) => which === 'callers');
  const next = await callNow(practised);
  await answered(practised, next.call);
});

test('some minutes of a busy day are worked by key presses, and everybody is spoken with', async () => {
  const pictures = await mkdtemp(join(tmpdir(), 'samband-demo-'));
  try {
    const { report } = await demonstrate({
      minutes: 1,
      speed: 12,
      seed: 41,
      talkMs: 2500,
      pictures,
      say: () => undefined,
    });
    expect(report.failures).toEqual([]);
    expect(report.calls).toBeGreaterThan(0);
  } finally {
    await rm(pictures, { recursive: true, force: true });
  }
});

test('whatever is thrown at its socket, the next call is answered and heard', async ({ practise }) => {
  const practised = await practise();
  const { profile } = practised.position;
  const site = siteSchema.parse(parse(await readFile(join(profile, 'practice', 'site.yaml'), 'utf8')));
  const { url = '' } = site.exchange.edges[0] ?? {};
  const junk = [
    'INVITE sip:113@nordvik.practice.test SIP/2.0\r\n\r\n',
    `REGISTER sip:${'x'.repeat(60_000)} SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bK1\r\n\r\n`,
    'SIP/2.0 200 OK\r\nVia: \0\r\nCSeq: 99999999999 NONE\r\n\r\n',
    '\u0000'.repeat(1000),
    'x'.repeat(70_000),
  ];
  for (const [index, path] of ['', 'outside', '', 'outside', ''].entries()) {
    const socket = new WebSocket(`${url}${path}`, 'sip');
    socket.on('error', () => undefined); // it is closed for what it says
    await once(socket, 'open');
    for (let round = 0; round < 200; round += 1) socket.send(junk[index] ?? '');
    socket.send(Buffer.from([0xff, 0xfe, 0x00]), { binary: true });
    socket.terminate();
  }
  const { call } = await callNow(practised);
  await answered(practised, call);
  expect(practised.position.log.all('process.lost')).toEqual([]);
});

test('another console joins by the code, and both can answer; a wrong code is refused', async ({
  practise,
}) => {
  const first = await practise();
  await first.position.waitForEvent('becameReady');
  await strip(first.window, 'Åpne for flere plasser').click({ timeout: 60_000 });
  const told = () => first.window.evaluate(() => window.samband.info());
  const opened = async () => ((await told()) as Pick<ScreenInfo, 'practice'>).practice?.open;
  await expect.poll(opened, { timeout: 30_000 }).toBeDefined();
  const { code = '', addresses = [] } = (await opened()) ?? {};
  // It is read from the screen, a group to a line.
  for (const group of code.split(/\W/))
    await expect(first.window.getByText(group, { exact: true })).toBeVisible();
  const port = addresses[0]?.split(':').at(-1) ?? '';

  const second = await launchPosition({ join: `127.0.0.1:${port}`, fakeSound: true });
  try {
    const page = await second.consoleWindow();
    const field = page.getByRole('textbox');
    await field.fill('0000 0000');
    await field.press('Enter');
    await expect(page.getByRole('alert')).toContainText(/koden/i, { timeout: 30_000 });
    await field.fill(code);
    await field.press('Enter');
    await second.waitForEvent('becameReady', undefined, 60_000);
    expect(second.events.find(({ type }) => type === 'signedIn')?.position).toBe(2);

    const { call } = await callNow(first);
    await second.waitForEvent('call.waiting', (event) => event.call === call);
    const joined = await second.liveConsole();
    await joined.keyboard.press('F1');
    await second.waitForEvent('call.answered', (event) => event.call === call);
    await second.waitForEvent('audio.first', (event) => event.call === call);
    await first.position.waitForEvent('call.answeredElsewhere', (event) => event.call === call);
  } finally {
    await second.close();
  }
});
