import { app } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import type { Logger } from '@samband/telephony/ports';
import { isForbidden, isForbiddenCommand } from '../hardening/shortcuts.ts';

function guard(contents: WebContents, devTools: boolean, log: Logger): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log.warn('a page was refused', { what });
  };
  contents.setWindowOpenHandler(() => {
    log.warn('a page was refused', { what: 'window' });
    return { action: 'deny' };
  });
  contents.on('will-navigate', refuse('navigation'));
  contents.on('will-frame-navigate', refuse('navigation'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.on('select-bluetooth-device', refuse('bluetooth'));
  contents.on('login', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (!devTools && input.type === 'keyDown' && isForbidden(input)) event.preventDefault();
  });
  // Zoom by wheel or pinch would move keys away from where the hand expects them.
  contents.on('zoom-changed', (event) => event.preventDefault());
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1);
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
}

function guardWindow(window: BrowserWindow, log: Logger): void {
  // The side keys of a mouse, and a keyboard's own keys for back and reload.
  window.on('app-command', (event, command) => {
    if (!isForbiddenCommand(command)) return;
    event.preventDefault();
    log.warn('a page was refused', { what: 'command' });
  });
}

/** Guards every page that this app will ever hold, ours or not, from its birth. */
export function guardAllContents(devTools: boolean, log: Logger): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, devTools, log));
  app.on('browser-window-created', (_event, window) => guardWindow(window, log));
}
