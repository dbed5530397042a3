import { join } from 'node:path';
import { app, nativeImage, nativeTheme, screen } from 'electron';
import type { BrowserWindow, Session } from 'electron';
import type { Logger } from '@samband/telephony/ports';
import type { Host } from '../../shared/channels.ts';
import { withoutPersons } from '../log.ts';
import { badgeBitmap, badgeSize } from './badge.ts';
import type { CalledWindow } from './on-call.ts';
import { openPage } from './page.ts';
import type { Page } from './page.ts';
import { keptOf, placeWindow, smallest } from './placement.ts';
import type { KeptWindow } from './placement.ts';

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

/** A window that is never shown: the engine's, say. Its page gets a control port and nothing else. */
export function openHiddenWindow(host: Exclude<Host, 'console'>, deps: WindowDeps, loading: Loading): Page {
  return openPage(
    {
      host,
      session: deps.session,
      preload: join(deps.preloads, 'preload', 'hidden.cjs'),
      devTools: deps.devTools,
      window: { show: false, width: 200, height: 100, skipTaskbar: true, focusable: false, title: 'Samband' },
    },
    { ...loading, handleConsole: listenToPage(deps.log, host) },
  );
}

export interface ConsoleWindowHandlers extends Loading {
  mayClose(): boolean;
  handleCloseRefused(): void;
  handleClosed(): void;
  /** It has got the keyboard. */
  handleFocused(): void;
  /** Moved, resized, maximised or not. */
  handleChanged(): void;
}

export interface ConsoleWindow extends Page, CalledWindow {
  /** Not to be seen at all, whatever is in front of it. */
  isMinimised(): boolean;
  /** Where it stands; `undefined` while that is nothing to remember. */
  kept(): KeptWindow | undefined;
}

export interface Opening {
  /** Where the window of this position was left. */
  readonly kept: KeptWindow | undefined;
  /** With the keyboard: the first one, and one that takes the place of a window that had it. */
  readonly active: boolean;
}

/** Windows has no number for an icon, but a picture; docks have the number. */
function setBadge(window: BrowserWindow, count: number): void {
  if (process.platform !== 'win32') app.setBadgeCount(count);
  else if (count === 0) window.setOverlayIcon(null, '');
  else {
    const size = { width: badgeSize, height: badgeSize, scaleFactor: 2 };
    const picture = nativeImage.createFromBitmap(Buffer.from(badgeBitmap(count)), size);
    window.setOverlayIcon(picture, String(count));
  }
}

/** Above all other windows; the keyboard stays where it is. */
function raise(window: BrowserWindow): void {
  // restore() would take the keyboard.
  if (window.isMinimized() || !window.isVisible()) window.showInactive();
  if (process.platform === 'win32') {
    // Only who has the keyboard may go to the top there, or who is always on top.
    window.setAlwaysOnTop(true);
    window.setAlwaysOnTop(false);
  }
  window.moveTop();
}

function activate(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.moveTop();
  window.focus();
}

function keptNow(window: BrowserWindow): KeptWindow | undefined {
  if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return undefined;
  const display = screen.getDisplayMatching(window.getBounds());
  return keptOf(window.getNormalBounds(), display, window.isMaximized());
}

/** The operator's window, where it was left; at first as large as the screen allows. */
export function openConsoleWindow(
  deps: WindowDeps & Opening,
  handlers: ConsoleWindowHandlers,
): ConsoleWindow {
  const primary = screen.getPrimaryDisplay();
  const { bounds, maximised } = placeWindow(deps.kept, screen.getAllDisplays(), primary);
  const page = openPage(
    {
      host: 'console',
      session: deps.session,
      preload: join(deps.preloads, 'preload', 'console.cjs'),
      devTools: deps.devTools,
      window: {
        ...bounds,
        minWidth: smallest.width,
        minHeight: smallest.height,
        show: false,
        title: 'Samband',
        autoHideMenuBar: true,
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#10151c' : '#f4f6f8',
      },
    },
    { ...handlers, handleConsole: listenToPage(deps.log, 'console') },
  );
  const { window } = page;
  // Once more: the first size was reckoned by the scale of the primary display.
  window.setBounds(bounds);
  if (maximised) window.maximize();
  if (deps.active) window.show();
  else window.showInactive();
  const alive = (act: (window: BrowserWindow) => void): void => {
    if (!window.isDestroyed()) act(window);
  };

  window.on('close', (event) => {
    if (handlers.mayClose()) return;
    event.preventDefault();
    handlers.handleCloseRefused();
  });
  let replaced = false;
  window.on('closed', () => {
    if (!replaced) handlers.handleClosed();
  });
  window.on('focus', handlers.handleFocused);
  window.on('move', handlers.handleChanged);
  window.on('resize', handlers.handleChanged);
  window.on('maximize', handlers.handleChanged);
  window.on('unmaximize', handlers.handleChanged);
  window.on('page-title-updated', (event, title, isSet) => {
    event.preventDefault();
    if (isSet) window.setTitle(title.slice(0, 128));
  });
  return {
    ...page,
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    isMinimised: () => window.isDestroyed() || window.isMinimized(),
    kept: () => keptNow(window),
    flash: (on) => alive((one) => one.flashFrame(on)),
    raise: () => alive(raise),
    activate: () => alive(activate),
    badge: (count) => alive((one) => setBadge(one, count)),
    destroy() {
      replaced = true;
      page.destroy();
    },
  };
}
