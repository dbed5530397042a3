import type { Report } from '@samband/telephony/contract';
import type { Disposable, Logger } from '@samband/telephony/ports';
import { channels } from '../../shared/channels.ts';
import { createWatch } from '../supervision/watch.ts';
import type { WatchClock } from '../supervision/watch.ts';

/** What the console's keeper needs of a window; see windows/page.ts. */
export interface ConsolePage<P> {
  readonly contentsId: number;
  load(): void;
  deliver(channel: string, message: unknown, ports?: P[]): void;
  pid(): number;
  kill(): void;
  destroy(): void;
}

export interface ConsoleDeps<P, W extends ConsolePage<P>> {
  readonly clock: WatchClock;
  readonly log: Logger;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): W;
  /** Can take a port to the engine now. */
  handleUp(): void;
  report(report: Report): void;
}

export interface ConsoleParty<P, W extends ConsolePage<P>> extends Disposable {
  pid(): number;
  start(): void;
  page(): W | undefined;
  running(): boolean;
  /** How often its heartbeat has been judged. */
  judged(): number;
  /** An answer to a heartbeat, from this page only. */
  heard(contentsId: number, n: number): void;
  deliver(channel: string, message: unknown, ports?: P[]): void;
  forgive(): void;
}

const limits = { every: 1000, silent: 3000, start: 15_000 };

/** Keeps the operator's window on the screen. It holds no truth, so it may be thrown away at any time. */
export function createConsoleParty<P, W extends ConsolePage<P>>(deps: ConsoleDeps<P, W>): ConsoleParty<P, W> {
  const { log } = deps;
  let page: W | undefined;
  let loaded = false;
  let disposed = false;
  const dead: W[] = [];

  const watch = createWatch({
    clock: deps.clock,
    limits,
    ping: (n) => page?.deliver(channels.ping, n),
    handleAlive: () => log.info('console answers', { pid: page?.pid() ?? 0 }),
    handleLost(reason) {
      loaded = false;
      log.error('console lost', { reason });
      deps.report({ type: 'screen.lost', payload: { reason } });
      page?.kill();
    },
    launch: open,
  });

  function open(): void {
    // One dead window is enough to fill its place.
    dead.splice(0).forEach((old) => old.destroy());
    if (page) dead.push(page);
    const opened: W = deps.open({
      handleLoaded() {
        if (page !== opened) return;
        // The dead one stays in its place until there is something to put there.
        dead.splice(0).forEach((old) => old.destroy());
        loaded = true;
        watch.ask();
        deps.handleUp();
      },
      handleGone(reason) {
        if (page !== opened || disposed) return;
        log.warn('console process gone', { reason });
        watch.crashed();
      },
    });
    page = opened;
    opened.load();
  }

  return {
    start() {
      watch.launched();
      open();
    },
    page: () => page,
    running: () => loaded,
    pid: () => page?.pid() ?? 0,
    judged: () => watch.judged(),
    heard(contentsId, n) {
      if (contentsId === page?.contentsId) watch.heard(n);
    },
    deliver: (channel, message, ports) => page?.deliver(channel, message, ports),
    forgive: () => watch.forgive(),
    dispose() {
      disposed = true;
      watch.dispose();
      for (const old of [...dead.splice(0), page]) old?.destroy();
      page = undefined;
    },
  };
}
