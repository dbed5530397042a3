import { systemClock, systemIds } from '@samband/telephony/engine';
import { createExchange, standardHeaders } from '@samband/training/exchange';
import { listenExchange } from '@samband/training/exchange/server';
import { benchDomain, ha1Of } from './exchange-embedded-held.ts';
import type { Held } from './exchange-embedded-held.ts';

/** The embedded exchange in a process of its own, as the app has it. Answers each message with what it holds. */
async function serve(say: (held: Held) => void): Promise<void> {
  const nothing = (): void => undefined;
  const exchange = createExchange({
    clock: systemClock(),
    ids: systemIds(),
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    config: {
      domain: benchDomain,
      queues: ['113'],
      positions: 8,
      unattendedMs: 3_600_000,
      lostMs: 10_000,
      headers: standardHeaders,
      // It is the limit that is looked for, not the guard before it.
      rate: { perSecond: 1e6, burst: 1e6 },
    },
    ha1Of,
  });
  const { port } = await listenExchange({ exchange, host: '127.0.0.1', port: 0 });
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    say({ port, heap: heapUsed, resident: rss, figures: exchange.figures() });
  });
  process.send?.('ready');
}

await serve((held) => void process.send?.(held));
