import type { Disposable, Logger } from '@samband/telephony/ports';
import { channels } from '../../shared/channels.ts';
import { createWatch } from '../supervision/watch.ts';
import type { WatchClock, WatchLimits } from '../supervision/watch.ts';
import type { Mint, Port } from './ports.ts';

/** What a keeper needs of a hidden window; see windows/page.ts. */
export interface HostedPage<P extends Port<P>> {
  load(): void;
  deliver(channel: string, message: unknown, ports?: P[]): void;
  pid(): number;
  kill(): void;
  destroy(): void;
}

export interface HostedDeps<P extends Port<P>, M> {
  readonly clock: WatchClock;
  readonly log: Logger;
  /** For the log: `engine`, `callers`. */
  readonly name: string;
  readonly limits: WatchLimits;
  mint: Mint<P>;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): HostedPage<P>;
  ping(n: number): M;
  /** Whatever came through the page's control port; not parsed. */
  receive(input: unknown): void;
  /** Has its control port: what it must be told first. */
  handleUp(after: 'start' | 'crash' | 'hang'): void;
  /** Its process is gone, or is as good as gone. */
  handleGone?(): void;
}

/** Keeps one hidden page alive: opens its window, hands it its control port, hears its heart, replaces it when it dies or hangs. */
export interface Hosted<P extends Port<P>, M> extends Disposable {
  start(): void;
  /** A new page, as after a crash. */
  restart(): void;
  /** False: there was nobody to send it to. */
  send(message: M, ports?: P[]): boolean;
  /** It has answered a heartbeat. */
  heard(n: number): void;
  /** Could not do what it is for. */
  crashed(): void;
  running(): boolean;
  /** How often its heartbeat has been judged. */
  judged(): number;
  pid(): number;
  /** Time in which nobody could answer is not held against it. */
  forgive(): void;
}

export function createHosted<P extends Port<P>, M>(deps: HostedDeps<P, M>): Hosted<P, M> {
  const { log, name } = deps;
  let page: HostedPage<P> | undefined;
  let control: P | undefined;
  let disposed = false;

  function send(message: M, ports: P[] = []): boolean {
    control?.postMessage(message, ports);
    return control !== undefined;
  }

  const watch = createWatch({
    clock: deps.clock,
    limits: deps.limits,
    ping: (n) => void send(deps.ping(n)),
    handleAlive: () => log.info(`${name} answers`, { pid: page?.pid() ?? 0 }),
    handleLost(after) {
      log.error(`${name} lost`, { after });
      close();
      deps.handleGone?.();
    },
    launch,
  });

  function close(): void {
    control?.close();
    control = undefined;
    const dead = page;
    page = undefined;
    dead?.kill();
    dead?.destroy();
  }

  function handleLoaded(after: 'start' | 'crash' | 'hang'): void {
    const { port1, port2 } = deps.mint();
    control = port1;
    port1.on('message', ({ data }) => {
      if (control === port1) deps.receive(data);
    });
    port1.start();
    page?.deliver(channels.port, null, [port2]);
    deps.handleUp(after);
    watch.ask();
  }

  function launch(after: 'start' | 'crash' | 'hang'): void {
    let loaded = false;
    const opened: HostedPage<P> = deps.open({
      handleLoaded() {
        if (page !== opened) return;
        // A page that loads twice has lost everything: its reload is its death.
        if (loaded) watch.crashed();
        else handleLoaded(after);
        loaded = true;
      },
      handleGone(reason) {
        if (page !== opened || disposed) return;
        log.warn(`${name} process gone`, { reason });
        watch.crashed();
      },
    });
    page = opened;
    opened.load();
  }

  return {
    start() {
      watch.launched();
      launch('start');
    },
    restart: () => watch.crashed(),
    send,
    heard: (n) => watch.heard(n),
    crashed: () => watch.crashed(),
    running: () => control !== undefined,
    judged: () => watch.judged(),
    pid: () => page?.pid() ?? 0,
    forgive: () => watch.forgive(),
    dispose() {
      disposed = true;
      watch.dispose();
      close();
    },
  };
}
