import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Position } from '../../support/electron.ts';
import { expect, test } from './fixtures.ts';

/** How often main has refused a page something, by its own log. */
async function refusals({ profile }: Position, what: string): Promise<number> {
  const text = await readFile(join(profile, 'logs', 'samband.log'), 'utf8');
  return text.split(`a page was refused {"what":"${what}"}`).length - 1;
}

test('a page cannot go anywhere else', async ({ position }) => {
  for (const page of [await position.engineWindow(), await position.consoleWindow()]) {
    const before = page.url();
    for (const target of ['https://example.com/', 'app://engine/other.html', 'file:///etc/passwd'])
      await page.evaluate((url) => {
        location.href = url;
      }, target);
    await page.evaluate(() => {
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      document.body.append(form);
      form.submit();
      form.remove();
    });
    expect(await page.evaluate(() => location.href)).toBe(before);
  }
  // Both pages, two targets that Chromium itself would have gone to.
  await expect.poll(() => refusals(position, 'navigation')).toBeGreaterThanOrEqual(4);
});

test('a page cannot reload itself', async ({ position }) => {
  for (const page of [await position.engineWindow(), await position.consoleWindow()]) {
    const born = await page.evaluate(() => performance.timeOrigin);
    const before = await refusals(position, 'navigation');
    await page.evaluate(() => location.reload());
    await expect.poll(() => refusals(position, 'navigation')).toBe(before + 1);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(born);
  }
});

test('a page cannot open a window', async ({ position }) => {
  const windows = (): Promise<number> =>
    position.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(await windows()).toBe(2);
  for (const page of [await position.engineWindow(), await position.consoleWindow()])
    for (const url of ['https://example.com/', 'app://console/index.html', 'about:blank'])
      expect(await page.evaluate((target) => window.open(target) === null, url)).toBe(true);
  const link = await position.consoleWindow();
  await link.evaluate(() => {
    const anchor = document.createElement('a');
    anchor.href = 'https://example.com/';
    anchor.target = '_blank';
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
  });
  expect(await windows()).toBe(2);
});

test('a webview stays an unknown element', async ({ position }) => {
  const page = await position.consoleWindow();
  const made = await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(view);
    const kind = view.constructor.name;
    view.remove();
    return kind;
  });
  expect(made).toBe('HTMLElement');
  expect(await position.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(2);
});

test('the engine may hear the microphone; nobody may do anything else', async ({ position }) => {
  const ask = async (): Promise<Record<string, string>> => {
    const tried = async (run: () => Promise<unknown>): Promise<string> =>
      run().then(
        () => 'allowed',
        (error: unknown) => (error as DOMException).name,
      );
    const media = navigator.mediaDevices;
    return {
      microphone: await tried(async () => {
        const stream = await media.getUserMedia({ audio: true });
        for (const track of stream.getTracks()) track.stop();
      }),
      camera: await tried(() => media.getUserMedia({ video: true })),
      screen: await tried(() => media.getDisplayMedia()),
      place: await tried(
        () =>
          new Promise((resolve, reject) =>
            navigator.geolocation.getCurrentPosition(resolve, () =>
              reject(new DOMException('', 'NotAllowedError')),
            ),
          ),
      ),
      clipboard: await tried(() => navigator.clipboard.readText()),
      notification: Notification.permission,
      labels: (await media.enumerateDevices()).some((device) => device.label !== '') ? 'seen' : 'hidden',
    };
  };
  const nothing = {
    camera: expect.stringMatching(/Not/) as unknown as string,
    screen: expect.stringMatching(/Not|Invalid/) as unknown as string,
    place: 'NotAllowedError',
    clipboard: 'NotAllowedError',
    notification: 'denied',
  };
  expect(await (await position.engineWindow()).evaluate(ask)).toEqual({
    ...nothing,
    microphone: 'allowed',
    labels: 'seen',
  });
  expect(await (await position.consoleWindow()).evaluate(ask)).toEqual({
    ...nothing,
    microphone: 'NotAllowedError',
    labels: 'hidden',
  });
});

test('there is no menu, and the accelerators of a browser are dead', async ({ position }) => {
  expect(await position.app.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull();
  const page = await position.consoleWindow();
  const born = await page.evaluate(() => performance.timeOrigin);
  const keys = ['R', 'Shift+R', 'Shift+I', 'Shift+J', 'Shift+C', '=', '-', '0', 'W', 'P', 'U'];
  for (const key of [...keys.map((one) => `Control+${one}`), 'F5', 'F12', 'Alt+ArrowLeft']) {
    await page.keyboard.press(key);
    await position.app.evaluate(({ BrowserWindow }, accelerator) => {
      const visible = BrowserWindow.getAllWindows().find((one) => one.isVisible());
      const parts = accelerator.split('+');
      const keyCode = parts.pop() ?? '';
      const modifiers = parts.map((part) => part.toLowerCase()) as Electron.InputEvent['modifiers'];
      visible?.webContents.sendInputEvent({ type: 'keyDown', keyCode, ...(modifiers ? { modifiers } : {}) });
      visible?.webContents.sendInputEvent({ type: 'keyUp', keyCode, ...(modifiers ? { modifiers } : {}) });
    }, key);
  }
  const state = await position.app.evaluate(({ BrowserWindow }) => {
    const visible = BrowserWindow.getAllWindows().find((one) => one.isVisible());
    const contents = visible?.webContents;
    contents?.openDevTools();
    return { zoom: contents?.getZoomFactor(), devTools: contents?.isDevToolsOpened() };
  });
  expect(state).toEqual({ zoom: 1, devTools: false });
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(born);
});

test('a file that is dropped, the side keys of a mouse and a middle click lead nowhere', async ({
  position,
}) => {
  const page = await position.consoleWindow();
  const before = page.url();
  const born = await page.evaluate(() => performance.timeOrigin);
  const session = await page.context().newCDPSession(page);
  const at = { x: 400, y: 300 };
  const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  // Somewhere to go back to: an entry of the page's own.
  await page.evaluate(() => history.pushState(null, '', '#there'));
  for (const button of ['back', 'forward'] as const)
    for (const type of ['mousePressed', 'mouseReleased'] as const)
      await session.send('Input.dispatchMouseEvent', { type, ...at, button, clickCount: 1 });
  const refused = await refusals(position, 'command');
  await position.app.evaluate(({ BrowserWindow }) => {
    for (const command of ['browser-backward', 'browser-forward', 'browser-refresh', 'volume-up'])
      for (const window of BrowserWindow.getAllWindows())
        if (window.isVisible()) window.emit('app-command', { preventDefault: () => undefined }, command);
  });
  await expect.poll(() => refusals(position, 'command')).toBe(refused + 3);
  await page.evaluate(() => {
    const anchor = document.createElement('a');
    anchor.href = 'https://example.com/';
    anchor.textContent = 'elsewhere';
    anchor.id = 'elsewhere';
    anchor.style.cssText = 'position:fixed;inset:0;z-index:9999';
    document.body.append(anchor);
  });
  await page.locator('#elsewhere').click({ button: 'middle' });
  await page.locator('#elsewhere').evaluate((anchor) => anchor.remove());
  expect(page.url()).toBe(`${before}#there`);
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(born);
  const windows = await position.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(2);
});
