import { toMain } from '@samband/telephony/contract';
import type { EngineConfig, EngineState, Event, Report, ToEngineFromMain } from '@samband/telephony/contract';
import type { Clock, Disposable, Logger } from '@samband/telephony/ports';
import { channels } from '../../shared/channels.ts';
import { createWatch } from '../supervision/watch.ts';
import type { Mint, Port } from './ports.ts';

/** What the engine's keeper needs of a window; see windows/page.ts. */
export interface EnginePage<P extends Port<P>> {
  load(): void;
  deliver(channel: string, message: unknown, ports?: P[]): void;
  pid(): number;
  kill(): void;
  destroy(): void;
}

export interface EngineDeps<P extends Port<P>> {
  readonly clock: Clock;
  readonly log: Logger;
  mint: Mint<P>;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): EnginePage<P>;
  /** The next engine's configuration: a new epoch each time, the state that was saved last. */
  config(after: EngineConfig['after']): EngineConfig;
  handleEvent(event: Event): void;
  handleSave(state: EngineState): void;
  /** Can take screens' ports now. */
  handleUp(): void;
}

export interface EngineParty<P extends Port<P>> extends Disposable {
  start(): void;
  /** A new engine, as after a crash: other credentials. */
  restart(): void;
  running(): boolean;
  pid(): number;
  /** Kept while the engine is dead, and handed to the next one. */
  report(report: Report): void;
  attach(id: number, port: P): void;
  woke(): void;
  /** Time in which nobody could answer is not held against it. */
  forgive(): void;
}

const limits = { every: 1000, silent: 2000, start: 15_000 };
const maxReports = 500;

/** Keeps an engine alive: opens its window, tells it all it needs, hears its heart, replaces it when it dies or hangs. */
export function createEngineParty<P extends Port<P>>(deps: EngineDeps<P>): EngineParty<P> {
  const { log } = deps;
  let page: EnginePage<P> | undefined;
  let control: P | undefined;
  let disposed = false;
  const waiting: Report[] = [];

  const send = (message: ToEngineFromMain, ports: P[] = []): void => control?.postMessage(message, ports);

  const watch = createWatch({
    clock: deps.clock,
    limits,
    ping: (n) => send({ kind: 'ping', n }),
    handleAlive: () => log.info('engine answers', { pid: page?.pid() ?? 0 }),
    handleLost(after) {
      log.error('engine lost', { after });
      close();
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

  function receive(input: unknown): void {
    const parsed = toMain.safeParse(input);
    if (!parsed.success) {
      log.error('engine sent what cannot be read', { issue: parsed.error.issues[0]?.path.join('.') ?? '' });
      return;
    }
    const message = parsed.data;
    if (message.kind === 'pong') watch.heard(message.n);
    else if (message.kind === 'event') deps.handleEvent(message.event as Event);
    else if (message.kind === 'save') deps.handleSave(message.state);
    else {
      log.error('engine could not start', { code: message.code });
      watch.crashed();
    }
  }

  function handleLoaded(after: EngineConfig['after']): void {
    const { port1, port2 } = deps.mint();
    control = port1;
    port1.on('message', ({ data }) => {
      if (control === port1) receive(data);
    });
    port1.start();
    page?.deliver(channels.port, null, [port2]);
    const config = deps.config(after);
    log.info('engine started', { after, epoch: config.epoch, calls: config.state?.calls.length ?? 0 });
    send({ kind: 'start', config });
    for (const report of waiting.splice(0)) send({ kind: 'report', report });
    watch.ask();
    deps.handleUp();
  }

  function launch(after: EngineConfig['after']): void {
    let loaded = false;
    const opened: EnginePage<P> = deps.open({
      handleLoaded() {
        if (page !== opened) return;
        // A page that loads twice has lost everything: an engine's reload is its death.
        if (loaded) watch.crashed();
        else handleLoaded(after);
        loaded = true;
      },
      handleGone(reason) {
        if (page !== opened || disposed) return;
        log.warn('engine process gone', { reason });
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
    running: () => control !== undefined,
    pid: () => page?.pid() ?? 0,
    report(report) {
      if (control) send({ kind: 'report', report });
      else if (waiting.push(report) > maxReports) waiting.shift();
    },
    attach: (id, port) => send({ kind: 'screen', id }, [port]),
    woke: () => send({ kind: 'woke' }),
    forgive: () => watch.forgive(),
    dispose() {
      disposed = true;
      watch.dispose();
      close();
    },
  };
}
