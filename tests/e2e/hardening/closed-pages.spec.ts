import { expect, test } from './fixtures.ts';

test('engine and console are processes of their own, in Chromium’s sandbox', async ({ position }) => {
  const { main, engine, console } = await position.pids();
  expect(new Set([main, engine, console, 0]).size).toBe(4);
  const switches = await position.app.evaluate(({ app }) => ({
    noSandbox: app.commandLine.hasSwitch('no-sandbox'),
    noZygote: app.commandLine.hasSwitch('no-zygote'),
  }));
  expect(switches).toEqual({ noSandbox: false, noZygote: false });
  const preferences = await position.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
        contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
    }),
  );
  expect(preferences).toEqual(
    Array(2).fill({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    }),
  );
});

test('the kernel holds the pages’ processes: no new privileges, a seccomp filter', async ({ position }) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const { readFile } = await import('node:fs/promises');
  const { engine, console } = await position.pids();
  for (const pid of [engine, console]) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    expect(/^NoNewPrivs:\s+1$/m.test(status)).toBe(true);
    expect(/^Seccomp:\s+2$/m.test(status)).toBe(true);
  }
});

test('no page has Node, Electron or a way to main beyond the functions of its shell', async ({
  position,
}) => {
  const found = (): object => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    module: typeof (globalThis as { module?: unknown }).module,
    shell: Object.keys((globalThis as { samband?: object }).samband ?? {}).sort(),
  });
  const none = { require: 'undefined', process: 'undefined', module: 'undefined' };
  expect(await (await position.engineWindow()).evaluate(found)).toEqual({ ...none, shell: [] });
  expect(await (await position.consoleWindow()).evaluate(found)).toEqual({
    ...none,
    // Those of `ScreenShell`, and no other.
    shell: ['attention', 'callLog', 'info', 'join', 'keep', 'onInfo', 'practice', 'provideSecret'],
  });
});

test('the pages run without eval, inline script, inline style and remote content', async ({ position }) => {
  for (const page of [await position.engineWindow(), await position.consoleWindow()]) {
    const result = await page.evaluate(async () => {
      const refused: string[] = [];
      /** Five things are tried, and each is told. */
      const told = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          refused.push(event.effectiveDirective);
          if (new Set(refused).size === 5) resolve();
        });
      });
      let ran = false;
      (globalThis as { inline?: () => void }).inline = () => (ran = true);
      const script = document.createElement('script');
      script.textContent = 'inline()';
      document.head.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { color: rgb(1, 2, 3) }';
      document.head.append(style);
      const image = new Image();
      image.src = 'https://example.com/x.png';
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      const fetched = await fetch('https://example.com/').then(
        () => true,
        () => false,
      );
      await told;
      for (const made of [script, style, frame]) made.remove();
      return { refused, ran, fetched, colour: getComputedStyle(document.body).color };
    });
    expect(result.ran).toBe(false);
    expect(result.fetched).toBe(false);
    expect(result.colour).not.toBe('rgb(1, 2, 3)');
    expect(new Set(result.refused)).toEqual(
      new Set(['script-src-elem', 'style-src-elem', 'img-src', 'frame-src', 'connect-src']),
    );
  }
});

test('eval is refused to the pages themselves', async ({ position }) => {
  // Playwright's own evaluation is past the CSP; a handler of the page is not.
  for (const page of [await position.engineWindow(), await position.consoleWindow()]) {
    const refused = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
            once: true,
          });
          // oxlint-disable-next-line typescript/no-implied-eval -- it is what must be refused
          setTimeout('document.title = "evaluated"', 0);
        }),
    );
    expect(await refused).toBe('script-src');
    expect(await page.title()).not.toBe('evaluated');
  }
});

test('only the engine connects, and only to the edges', async ({ position }) => {
  const tryOut = (url: string): Promise<string> =>
    new Promise((resolve) => {
      const refused = (event: SecurityPolicyViolationEvent): void => resolve(`refused ${event.blockedURI}`);
      document.addEventListener('securitypolicyviolation', refused, { once: true });
      try {
        const socket = new WebSocket(url);
        socket.onerror = () => setTimeout(() => resolve('tried'), 100);
        socket.onopen = () => resolve('open');
      } catch {
        setTimeout(() => resolve('refused'), 100);
      }
    });
  const engine = await position.engineWindow();
  expect(await engine.evaluate(tryOut, 'ws://127.0.0.1:9')).toBe('tried');
  expect(await engine.evaluate(tryOut, 'ws://127.0.0.1:10')).toMatch(/^refused/);
  expect(await engine.evaluate(tryOut, 'wss://example.com')).toMatch(/^refused/);
  expect(await (await position.consoleWindow()).evaluate(tryOut, 'ws://127.0.0.1:9')).toMatch(/^refused/);
});

test('each origin serves its own files and nothing above them', async ({ position }) => {
  const engine = await position.engineWindow();
  const status = (url: string): Promise<number> =>
    fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
  expect(await engine.evaluate(status, 'app://engine/index.html')).toBe(200);
  for (const url of [
    'app://engine/../main/index.cjs',
    'app://engine/%2e%2e/main/index.cjs',
    'app://engine/..%2fmain%2findex.cjs',
    'app://engine/assets/../../package.json',
    'app://console/index.html',
    'file:///etc/passwd',
  ])
    expect([0, 404], url).toContain(await engine.evaluate(status, url));
});

test('the engine can collect closed peer connections itself', async ({ position }) => {
  const engine = await position.engineWindow();
  expect(await engine.evaluate(() => typeof (globalThis as { gc?: unknown }).gc)).toBe('function');
});
