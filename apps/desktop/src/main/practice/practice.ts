import type { PracticeInfo, PracticeOrder, Report } from '@samband/telephony/contract';
import type { Disposable, Logger } from '@samband/telephony/ports';
import { practiceDomain, practicePlaces, practiceQueues } from '@samband/training/site';
import type { HostedPage } from '../parties/hosted.ts';
import type { Mint, Port } from '../parties/ports.ts';
import { digestOf } from '../profile/secret.ts';
import type { WatchClock } from '../supervision/watch.ts';
import { createCallersParty } from './callers.ts';
import { createExchangeParty } from './exchange.ts';

interface Loading {
  handleLoaded(): void;
  handleGone(reason: string): void;
}

export interface PracticeDeps<P extends Port<P>> {
  readonly clock: WatchClock;
  readonly log: Logger;
  mint: Mint<P>;
  openExchange(handlers: Loading): HostedPage<P>;
  openCallers(handlers: Loading): HostedPage<P>;
  /** Where the exchange listens on loopback. */
  readonly port: number;
  /** Secrets by user: positions, and `outside`. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly userAgent: string;
  /** This console's own position. */
  readonly position: number;
  /** Speed of a day's time line; speech is always as fast as speech is. */
  readonly speed: number;
  newSeed(): number;
  /** IPv4 addresses of this machine's networks. */
  addresses(): readonly string[];
  report(report: Report): void;
  handleChanged(): void;
  handleEvent(event: Record<string, unknown>): void;
}

/** The centre that this machine brings along: an exchange and everybody who calls it. */
export interface Practice extends Disposable {
  begin(): void;
  info(): PracticeInfo;
  /** False: it was not taken, or could not be done. */
  order(order: PracticeOrder): Promise<boolean>;
}

const outside = 'outside';

export function createPractice<P extends Port<P>>(deps: PracticeDeps<P>): Practice {
  const { secrets, position } = deps;
  const url = `ws://127.0.0.1:${deps.port}/outside`;
  const exchange = createExchangeParty<P>({
    ...deps,
    open: deps.openExchange,
    start: {
      kind: 'start',
      port: deps.port,
      domain: practiceDomain,
      queues: [...practiceQueues],
      positions: practicePlaces,
      speed: deps.speed,
      users: [...secrets].map(([name, secret]) => ({ name, secret })),
    },
  });
  const callers = createCallersParty<P>({
    ...deps,
    open: deps.openCallers,
    start: {
      kind: 'start',
      url,
      domain: practiceDomain,
      queues: [...practiceQueues],
      credentials: digestOf(outside, practiceDomain, secrets.get(outside) ?? ''),
      userAgent: deps.userAgent,
    },
  });
  const others = Array.from({ length: practicePlaces }, (_, index) => index + 1).filter(
    (n) => n !== position,
  );

  return {
    begin() {
      exchange.begin();
      callers.begin();
    },
    info() {
      const day = callers.day();
      const opened = exchange.opened();
      return {
        ready: exchange.listening() && callers.connected(),
        ...(day ? { day: { pace: day.pace, seed: day.seed } } : {}),
        ...(opened
          ? {
              open: {
                code: opened.code,
                addresses: deps.addresses().map((address) => `${address}:${opened.port}`),
                joined: opened.joined,
                places: opened.places,
              },
            }
          : {}),
      };
    },
    async order({ order, ...more }) {
      if (order === 'open') return exchange.open(others);
      if (order === 'close') return exchange.close();
      if ('pace' in more)
        return callers.tell({ kind: 'day', pace: more.pace, seed: deps.newSeed(), speed: deps.speed });
      return order !== 'day' && callers.tell({ kind: order });
    },
    dispose() {
      callers.dispose();
      exchange.dispose();
    },
  };
}
