import { launchPosition } from '../../support/electron.ts';
import type { Position } from '../../support/electron.ts';
import { expect, secret, test } from './fixtures.ts';
import { startSipEdge } from './sip-edge.ts';
import type { SipEdge } from './sip-edge.ts';
import { siteText, writeSite } from './site.ts';

/** What main asks of the windows and the desktop, in order; written down in main itself. */
async function listenIn(position: Position): Promise<void> {
  await position.app.evaluate(({ app, BrowserWindow, Notification }) => {
    const said: string[] = [];
    (globalThis as { said?: string[] }).said = said;
    const wrap = (
      thing: object,
      name: string,
      words: (self: unknown, args: unknown[]) => string | undefined,
    ): void => {
      const own = thing as Record<string, (...args: unknown[]) => unknown>;
      const before = own[name];
      own[name] = function (this: unknown, ...args: unknown[]) {
        const what = words(this, args);
        if (what !== undefined) said.push(what);
        return before?.apply(this, args);
      };
    };
    for (const name of ['flashFrame', 'showInactive', 'moveTop', 'show', 'focus'])
      wrap(BrowserWindow.prototype, name, (_self, args) => [name, ...args].join(' '));
    wrap(app, 'setBadgeCount', (_self, [count]) => `badge ${String(count)}`);
    wrap(Notification.prototype, 'show', (self) => {
      const { title, body, silent } = self as Electron.Notification;
      return `notification ${title}: ${body}${silent ? '' : ', with a sound'}`;
    });
    wrap(Notification.prototype, 'close', () => 'notification closed');
  });
}
const said = (position: Position): Promise<string[]> =>
  position.app.evaluate(() => (globalThis as { said?: string[] }).said?.splice(0) ?? []);

/** Another program has the keyboard: here, a window of its own. */
async function workElsewhere(position: Position): Promise<void> {
  await position.app.evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ width: 300, height: 200, title: 'dispatch system' });
    await other.loadURL('about:blank');
    other.focus();
  });
  await expect.poll(() => hasKeyboard(position)).toBe('dispatch system');
}
const hasKeyboard = (position: Position): Promise<string> =>
  position.app.evaluate(({ BrowserWindow }) => {
    const focused = BrowserWindow.getAllWindows().find((one) => one.isFocused());
    return focused?.webContents.getURL() === 'about:blank'
      ? 'dispatch system'
      : focused
        ? 'console'
        : 'nobody';
  });

async function withCalls(
  screen: string,
  run: (position: Position, edge: SipEdge) => Promise<void>,
): Promise<void> {
  const edge = await startSipEdge('nordvik.example');
  const text = siteText.replace('ws://127.0.0.1:9', edge.url);
  const position = await launchPosition({
    site: await writeSite(`${text}screen: { ${screen} }\n`),
    position: 1,
    secret,
  });
  try {
    await position.waitForEvent('screen.attached');
    await position.waitForEvent('registered', ({ aor }) => aor === 'sip:113@nordvik.example');
    await listenIn(position);
    await run(position, edge);
  } finally {
    await position.close();
    edge.close();
  }
}

const notified = 'notification ØVELSE – Samband – Plass 1: ';

test('flash: the window asks for a look, and the keyboard stays with another program', async () => {
  await withCalls('onCall: flash', async (position, edge) => {
    await workElsewhere(position);
    await said(position);
    const call = await edge.offer('113');
    await position.waitForEvent('call.waiting');
    const did: string[] = [];
    await expect
      .poll(async () => did.push(...(await said(position))) && did.some((one) => one.startsWith(notified)))
      .toBe(true);
    expect(did.filter((one) => !one.startsWith('notification'))).toEqual(['badge 1', 'flashFrame true']);
    expect(did.join()).not.toContain('with a sound');
    expect(await hasKeyboard(position)).toBe('dispatch system');
    call.takeBack();
    await position.waitForEvent('call.answeredElsewhere');
    await expect.poll(() => said(position)).toEqual(['badge 0', 'flashFrame false', 'notification closed']);
  });
});

test('raise: the window comes to the front, and the keyboard stays with another program', async () => {
  await withCalls('onCall: raise, notify: false', async (position, edge) => {
    await workElsewhere(position);
    await said(position);
    await edge.offer('113');
    const first = await position.waitForEvent('call.waiting');
    await expect.poll(() => said(position)).toEqual(['badge 1', 'flashFrame true', 'moveTop']);
    // Out of sight, it comes back without the keyboard too; minimising needs a window manager.
    const asked = await position.app.evaluate(({ BrowserWindow }) => {
      const console = BrowserWindow.getAllWindows().find((one) =>
        one.webContents.getURL().startsWith('app://console'),
      );
      console?.hide();
      return console?.isVisible();
    });
    expect(asked).toBe(false);
    await edge.offer('113');
    await position.waitForEvent('call.waiting', ({ call }) => call !== first.call);
    await expect
      .poll(() => said(position))
      .toEqual(['badge 2', 'flashFrame true', 'showInactive', 'moveTop']);
    expect(await hasKeyboard(position)).toBe('dispatch system');
  });
});

test('full: the window comes to the front and takes the keyboard', async () => {
  await withCalls('onCall: full, notify: false', async (position, edge) => {
    await workElsewhere(position);
    await said(position);
    await edge.offer('113');
    await expect.poll(() => hasKeyboard(position)).toBe('console');
    expect((await said(position)).slice(0, 2)).toEqual(['badge 1', 'flashFrame true']);
  });
});

test('a window that is worked in is left alone', async () => {
  await withCalls('onCall: full', async (position, edge) => {
    await position.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => one.isVisible())
        ?.focus();
    });
    await expect.poll(() => hasKeyboard(position)).toBe('console');
    await said(position);
    const call = await edge.offer('113');
    await position.waitForEvent('call.waiting');
    const page = await position.consoleWindow();
    await expect(page.getByTestId('queue-announcer')).toContainText('113');
    call.takeBack();
    await position.waitForEvent('call.answeredElsewhere');
    await expect.poll(() => said(position)).toEqual(['badge 1', 'badge 0']);
  });
});

test('a console that dies in the background comes back without the keyboard', async () => {
  await withCalls('onCall: raise', async (position) => {
    await workElsewhere(position);
    const { console } = await position.pids();
    process.kill(console, 'SIGKILL');
    await position.waitForEvent('screen.lost');
    await expect
      .poll(() => position.events.filter((event) => event.type === 'screen.attached').length)
      .toBe(2);
    expect(await hasKeyboard(position)).toBe('dispatch system');
  });
});
