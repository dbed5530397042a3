import { createHash } from 'node:crypto';
import type { Clock, Disposable, Ids, Logger } from '@samband/telephony/ports';
import { createExchange, standardHeaders } from '@samband/training/exchange';
import { listenExchange } from '@samband/training/exchange/server';
import type { FromExchange, ToExchange } from '../shared/practice.ts';

export interface ExchangeProcessDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  say(message: FromExchange): void;
}

const seconds = 1000;

/** The exchange of this machine, as main wants it: on loopback, for its own console and its own callers. */
export function createExchangeProcess(deps: ExchangeProcessDeps): {
  handle(message: ToExchange): Promise<void>;
} & Disposable {
  const { say, logger } = deps;
  const running: (() => unknown)[] = [];

  async function start({ users, port, ...config }: ToExchange & { kind: 'start' }): Promise<void> {
    const hashes = new Map(
      users.map(({ name, secret }) => [
        name,
        createHash('md5').update(`${name}:${config.domain}:${secret}`).digest('hex'),
      ]),
    );
    const exchange = createExchange({
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
    running.push(() => exchange.dispose());
    const server = await listenExchange({ exchange, host: '127.0.0.1', port });
    running.push(() => server.close());
    say({ kind: 'listening' });
  }

  return {
    async handle(message) {
      if (message.kind === 'ping') say({ kind: 'pong', n: message.n });
      if (message.kind !== 'start') return;
      try {
        await start(message);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
        logger.error('the exchange cannot listen', { code });
        say({ kind: 'failed', code });
      }
    },
    dispose() {
      for (const stop of running.toReversed()) void stop();
    },
  };
}
