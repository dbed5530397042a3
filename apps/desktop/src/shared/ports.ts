import { portMessage } from './channels.ts';

/**
 * Ports that this page's preload passes on (a page of ours has no other sender: same window, same origin).
 * One that came before there was a listener is kept for the first one.
 */
export function listenForPorts(page: Window): (listener: (port: MessagePort) => void) => () => void {
  const listeners = new Set<(port: MessagePort) => void>();
  let early: MessagePort | undefined;
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source !== page || event.origin !== page.origin || event.data !== portMessage || !port) return;
    if (listeners.size === 0) early = port;
    for (const listener of listeners) listener(port);
  });
  return (listener) => {
    listeners.add(listener);
    const port = early;
    early = undefined;
    if (port) listener(port);
    return () => void listeners.delete(listener);
  };
}
