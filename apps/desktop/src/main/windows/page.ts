import { BrowserWindow } from 'electron';
import type { BrowserWindowConstructorOptions, MessagePortMain, Session } from 'electron';
import { origin } from '../../shared/channels.ts';
import type { Host } from '../../shared/channels.ts';

export interface PageHandlers {
  /** The page's scripts have run: it can take ports. */
  handleLoaded(): void;
  /** Its process is gone, or it could not be loaded. Words of Chromium, for the log. */
  handleGone(reason: string): void;
  /** A line of the page's own console. */
  handleConsole(level: number | string, text: string): void;
}

/** One window with one page of ours, as its keeper sees it. */
export interface Page {
  readonly contentsId: number;
  load(): void;
  /** Hands a message (and ports) to the preload. A page that is gone hears nothing. */
  deliver(channel: string, message: unknown, ports?: MessagePortMain[]): void;
  /** Operating system's process id; 0 while there is none. */
  pid(): number;
  /** Kills the page's process, the window stays. */
  kill(): void;
  /** Closes the window without asking anybody. */
  destroy(): void;
}

export interface PageOptions {
  readonly host: Host;
  readonly session: Session;
  readonly preload: string;
  readonly devTools: boolean;
  readonly window: BrowserWindowConstructorOptions;
}

/** Opens a window of the app, as closed as Chromium can make it. Loading begins with `load`. */
export function openPage(
  options: PageOptions,
  handlers: PageHandlers,
): Page & { readonly window: BrowserWindow } {
  const window = new BrowserWindow({
    ...options.window,
    webPreferences: {
      session: options.session,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      enableWebSQL: false,
      devTools: options.devTools,
      // A waiting call must be heard and timers must run, whatever is in front of the window and whoever touched it.
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  const contents = window.webContents;
  contents.on('did-finish-load', handlers.handleLoaded);
  contents.on('render-process-gone', (_event, { reason }) => handlers.handleGone(reason));
  // Everything else is refused before it begins; about:blank alone is not asked about.
  contents.on('did-navigate', (_event, url) => {
    if (!url.startsWith(`${origin(options.host)}/`)) handlers.handleGone('left its page');
  });
  contents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    // -3 is ERR_ABORTED: a load that another load replaced.
    if (isMainFrame && code !== -3) handlers.handleGone(`load ${code}`);
  });
  // Electron < 35 tells level and text as arguments, later ones in the event itself.
  contents.on('console-message', (event: unknown, level?: unknown, text?: unknown) => {
    const told = event as { level?: string; message?: string };
    handlers.handleConsole(told.level ?? Number(level), told.message ?? String(text));
  });
  return {
    window,
    contentsId: contents.id,
    load() {
      // A failed load is told by did-fail-load; the promise says nothing more.
      contents.loadURL(`${origin(options.host)}/index.html`).catch(() => undefined);
    },
    deliver(channel, message, ports) {
      if (window.isDestroyed() || contents.isCrashed()) return;
      contents.postMessage(channel, message, ports);
    },
    pid: () => (window.isDestroyed() ? 0 : contents.getOSProcessId()),
    kill() {
      if (!window.isDestroyed() && !contents.isCrashed()) contents.forcefullyCrashRenderer();
    },
    destroy() {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
