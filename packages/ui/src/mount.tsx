import '@fontsource-variable/inter';
import './theme/base.css';
import './theme/tokens.css';
import type { ScreenShell } from '@samband/telephony/contract';
import { App } from './app/App.tsx';
import { keepDrawn } from './app/keep-drawn.ts';
import { createConsole } from './state/console.ts';
import { createTicker, systemClock } from './time/ticker.ts';

/** `data` of the window message by which the preload tells that closing was refused because of a call. */
export const closeRefusedMessage = 'samband:close-refused';

/** What the console needs of its window. */
export interface ConsoleSurroundings {
  /** What the preload exposes. */
  readonly shell: ScreenShell;
  /** Calls the listener with each port to an engine, also with one that came before; gives the undo. */
  readonly ports: (listener: (port: MessagePort) => void) => () => void;
}

/** Puts the operator console into `root`. Gives the undo, which closes the port too. */
export function mountConsole(root: HTMLElement, { shell, ports }: ConsoleSurroundings): () => void {
  const console = createConsole({ clock: systemClock, newId: () => crypto.randomUUID() });
  root.dataset['samband'] = 'console';
  const screen = <App console={console} ticker={createTicker(systemClock)} shell={shell} />;
  const takeDown = keepDrawn(root, screen, {
    clock: systemClock,
    reset: () =>
      console.setView({ panel: undefined, keypad: false, sent: '', focus: undefined, guide: undefined }),
  });
  const stopPorts = ports(console.connect);
  const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === window && data === closeRefusedMessage) console.tellCloseRefused();
  };
  window.addEventListener('message', onMessage);
  let told = false;
  const tell = (info: unknown): void => {
    told = true;
    console.setInfo(info);
  };
  const stopInfo = shell.onInfo(tell);
  // What is pushed meanwhile is newer than the first answer.
  const first = (info: unknown): void => {
    if (!told) tell(info);
  };
  shell.info().then(first, () => first(null));
  return () => {
    window.removeEventListener('message', onMessage);
    stopPorts();
    stopInfo();
    console.dispose();
    takeDown();
  };
}
