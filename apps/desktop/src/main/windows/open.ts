import { join } from 'node:path';
import { nativeTheme, screen } from 'electron';
import type { Session } from 'electron';
import type { Logger } from '@samband/telephony/ports';
import { withoutPersons } from '../log.ts';
import { openPage } from './page.ts';
import type { Page } from './page.ts';

export interface WindowDeps {
  readonly session: Session;
  /** Folder of the built preloads. */
  readonly preloads: string;
  readonly devTools: boolean;
  readonly log: Logger;
}

interface Loading {
  handleLoaded(): void;
  handleGone(reason: string): void;
}

const ownLine = /^samband (\{.*\})$/s;

/** Lines of a page's console: our own are written for the log, others are not and lose what looks like a person. */
function listenToPage(log: Logger, page: string): (level: number | string, text: string) => void {
  return (level, text) => {
    const serious =
      level === 'error' || level === 3 ? 'error' : level === 'warning' || level === 2 ? 'warn' : 'info';
    const own = ownLine.exec(text)?.[1];
    if (own !== undefined) log[serious](`${page} ${own.slice(0, 4000)}`);
    else if (serious !== 'info') log[serious](`${page} page: ${withoutPersons(text)}`);
  };
}

/** The engine's window: never shown. */
export function openEngineWindow(deps: WindowDeps, loading: Loading): Page {
  return openPage(
    {
      host: 'engine',
      session: deps.session,
      preload: join(deps.preloads, 'preload', 'engine.cjs'),
      devTools: deps.devTools,
      window: { show: false, width: 200, height: 100, skipTaskbar: true, focusable: false, title: 'Samband' },
    },
    { ...loading, handleConsole: listenToPage(deps.log, 'engine') },
  );
}

export interface ConsoleWindowHandlers extends Loading {
  mayClose(): boolean;
  handleCloseRefused(): void;
  handleClosed(): void;
}

export interface ConsoleWindow extends Page {
  /** To the front, for a second start. */
  focus(): void;
}

/** The operator's window, as large as the screen allows. */
export function openConsoleWindow(deps: WindowDeps, handlers: ConsoleWindowHandlers): ConsoleWindow {
  const { workArea } = screen.getPrimaryDisplay();
  const page = openPage(
    {
      host: 'console',
      session: deps.session,
      preload: join(deps.preloads, 'preload', 'console.cjs'),
      devTools: deps.devTools,
      window: {
        ...workArea,
        minWidth: 960,
        minHeight: 600,
        title: 'Samband',
        autoHideMenuBar: true,
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#10151c' : '#f4f6f8',
      },
    },
    { ...handlers, handleConsole: listenToPage(deps.log, 'console') },
  );
  const { window } = page;
  window.on('close', (event) => {
    if (handlers.mayClose()) return;
    event.preventDefault();
    handlers.handleCloseRefused();
  });
  let replaced = false;
  window.on('closed', () => {
    if (!replaced) handlers.handleClosed();
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  return {
    ...page,
    focus() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    destroy() {
      replaced = true;
      page.destroy();
    },
  };
}
