import { toMain } from '@samband/telephony/contract';
import type {
  EngineConfig,
  EngineState,
  Event,
  Report,
  Snapshot,
  ToEngineFromMain,
} from '@samband/telephony/contract';
import type { Disposable, Logger } from '@samband/telephony/ports';
import type { WatchClock } from '../supervision/watch.ts';
import { createHosted } from './hosted.ts';
import type { HostedPage } from './hosted.ts';
import type { Mint, Port } from './ports.ts';

export interface EngineDeps<P extends Port<P>> {
  readonly clock: WatchClock;
  readonly log: Logger;
  mint: Mint<P>;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): HostedPage<P>;
  /** The next engine's configuration: a new epoch each time, the state that was saved last. */
  config(after: EngineConfig['after']): EngineConfig;
  handleEvent(event: Event): void;
  /** The whole picture, which was asked for by `look`. */
  handleSnapshot(snapshot: Snapshot): void;
  handleSave(state: EngineState): void;
  /** It has died, or is as good as dead. */
  handleGone(): void;
  /** Can take screens' ports now. */
  handleUp(): void;
}

export interface EngineParty<P extends Port<P>> extends Disposable {
  start(): void;
  /** A new engine, as after a crash: other credentials. */
  restart(): void;
  running(): boolean;
  /** How often its heartbeat has been judged. */
  judged(): number;
  pid(): number;
  /** Kept while the engine is dead, and handed to the next one. */
  report(report: Report): void;
  attach(id: number, port: P): void;
  /** The process that has the headsets and pedals. */
  attachDevices(port: P): void;
  woke(): void;
  /** Asks for the whole picture. */
  look(): void;
  /** Time in which nobody could answer is not held against it. */
  forgive(): void;
}

const limits = { every: 1000, silent: 2000, start: 15_000 };
const maxReports = 500;

/** Keeps an engine alive, and is the only one that speaks with it. */
export function createEngineParty<P extends Port<P>>(deps: EngineDeps<P>): EngineParty<P> {
  const { log } = deps;
  const waiting: Report[] = [];

  const page = createHosted<P, ToEngineFromMain>({
    ...deps,
    name: 'engine',
    limits,
    ping: (n) => ({ kind: 'ping', n }),
    receive,
    handleUp(after) {
      const config = deps.config(after);
      log.info('engine started', { after, epoch: config.epoch, calls: config.state?.calls.length ?? 0 });
      page.send({ kind: 'start', config });
      for (const report of waiting.splice(0)) page.send({ kind: 'report', report });
      deps.handleUp();
    },
  });

  function receive(input: unknown): void {
    const parsed = toMain.safeParse(input);
    if (!parsed.success) {
      log.error('engine sent what cannot be read', { issue: parsed.error.issues[0]?.path.join('.') ?? '' });
      return;
    }
    const message = parsed.data;
    if (message.kind === 'pong') page.heard(message.n);
    else if (message.kind === 'event') deps.handleEvent(message.event as Event);
    else if (message.kind === 'snapshot') deps.handleSnapshot(message.snapshot);
    else if (message.kind === 'save') deps.handleSave(message.state);
    else {
      log.error('engine could not start', { code: message.code });
      page.crashed();
    }
  }

  return {
    start: page.start,
    restart: page.restart,
    running: page.running,
    pid: page.pid,
    judged: page.judged,
    report(report) {
      if (!page.send({ kind: 'report', report }) && waiting.push(report) > maxReports) waiting.shift();
    },
    attach: (id, port) => void page.send({ kind: 'screen', id }, [port]),
    attachDevices: (port) => void page.send({ kind: 'devices' }, [port]),
    look: () => void page.send({ kind: 'look' }),
    woke: () => void page.send({ kind: 'woke' }),
    forgive: page.forgive,
    dispose: page.dispose,
  };
}
