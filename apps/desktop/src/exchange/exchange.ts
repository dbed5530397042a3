import { createHash } from 'node:crypto';
import type { Clock, Disposable, Ids, Logger } from '@samband/telephony/ports';
import { createExchange, standardHeaders } from '@samband/training/exchange';
import type { Exchange } from '@samband/training/exchange';
import { listenExchange, startJoinServer } from '@samband/training/exchange/server';
import type { JoinServer } from '@samband/training/exchange/server';
import { practiceSiteFile } from '@samband/training/site';
import type { FromExchange, ToExchange } from '../shared/practice.ts';

export interface ExchangeProcessDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  say(message: FromExchange): void;
}

const seconds = 1000;
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

/** The exchange of this machine, as main wants it: on loopback, for its own console and its own callers. */
export function createExchangeProcess(deps: ExchangeProcessDeps): {
  handle(message: ToExchange): Promise<void>;
} & Disposable {
  const { say, logger } = deps;
  const running: (() => unknown)[] = [];
  let exchange: Exchange | undefined;
  let secrets: ReadonlyMap<string, string> = new Map();
  let speed = 1;
  let opened: JoinServer | undefined;
  /** One at a time: open and close are pressed by hand, and each takes a moment. */
  let turn: Promise<void> = Promise.resolve();

  async function start({ users, port, ...config }: ToExchange & { kind: 'start' }): Promise<void> {
    const hashes = new Map(
      users.map(({ name, secret }) => [
        name,
        createHash('md5').update(`${name}:${config.domain}:${secret}`).digest('hex'),
      ]),
    );
    secrets = new Map(users.map(({ name, secret }) => [name, secret]));
    ({ speed } = config);
    const made = createExchange({
      ...deps,
      config: {
        domain: config.domain,
        queues: config.queues,
        positions: config.positions,
        unattendedMs: 15 * seconds,
        lostMs: 10 * seconds,
        headers: standardHeaders,
      },
      ha1Of: (user) => hashes.get(user),
    });
    exchange = made;
    running.push(() => made.dispose());
    const server = await listenExchange({ exchange: made, host: '127.0.0.1', port });
    running.push(() => server.close());
    say({ kind: 'listening' });
  }

  function tellOpened(): void {
    if (!opened) return;
    const { code, port, places } = opened;
    say({ kind: 'opened', code, port, places, joined: opened.joined() });
  }

  async function open(places: readonly number[]): Promise<void> {
    if (opened) return tellOpened();
    if (!exchange) return;
    try {
      opened = await startJoinServer({
        exchange,
        clock: deps.clock,
        logger,
        port: 0,
        places,
        secretOf: (position) => secrets.get(`pos${position}`) ?? '',
        siteFor: (edge) => practiceSiteFile({ ...edge, speed }),
        handleChanged: tellOpened,
      });
      tellOpened();
    } catch (error) {
      logger.error('the exercise cannot be opened', { code: codeOf(error) });
      say({ kind: 'closed' });
    }
  }

  async function close(): Promise<void> {
    const before = opened;
    opened = undefined;
    try {
      await before?.close();
    } catch (error) {
      logger.error('the exercise cannot be closed', { code: codeOf(error) });
    }
    say({ kind: 'closed' });
  }

  return {
    async handle(message) {
      if (message.kind === 'ping') say({ kind: 'pong', n: message.n });
      if (message.kind === 'open') turn = turn.then(() => open(message.places));
      if (message.kind === 'close') turn = turn.then(close);
      if (message.kind !== 'start') return;
      try {
        await start(message);
      } catch (error) {
        const code = codeOf(error);
        logger.error('the exchange cannot listen', { code });
        say({ kind: 'failed', code });
      }
    },
    dispose() {
      void opened?.close();
      for (const stop of running.toReversed()) void stop();
    },
  };
}
