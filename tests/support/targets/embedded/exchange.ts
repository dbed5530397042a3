import { createHash, randomUUID } from 'node:crypto';
import { systemClock } from '@samband/telephony/engine';
import type { Logger } from '@samband/telephony/ports';
import { createExchange, standardHeaders } from '@samband/training/exchange';
import { listenExchange } from '@samband/training/exchange/server';
import {
  practiceDomain as domain,
  practicePlaces,
  practiceQueues,
  practiceSite,
} from '@samband/training/site';
import type { PositionSecret } from '@samband/exchange';
import { startProxy } from '../../proxy/proxy.ts';

/** The embedded exchange in this process, with a site file of short times. */
export interface Embedded {
  readonly site: ReturnType<typeof practiceSite>;
  /** Where the telephone network comes in. */
  readonly outside: string;
  secrets(user: string): PositionSecret;
  /** Contacts at the address of a user. */
  registrations(user: string): number;
  close(): Promise<void>;
}

/** Troubles only: what a test wants to know it reads from the positions. */
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message, facts) => console.warn('embedded exchange:', message, facts ?? ''),
  error: (message, facts) => console.error('embedded exchange:', message, facts ?? ''),
};

export async function startEmbedded(): Promise<Embedded> {
  const words = randomUUID();
  const secrets = (user: string): PositionSecret => {
    const secret = `${user}-${words}`;
    const ha1 = createHash('md5').update(`${user}:${domain}:${secret}`).digest('hex');
    return { user, realm: domain, secret, ha1 };
  };
  /** Who is registered at each address. */
  const bound = new Map<string, Set<string>>();
  const exchange = createExchange({
    clock: systemClock(),
    ids: { next: () => randomUUID(), random: Math.random },
    logger,
    config: {
      domain,
      queues: practiceQueues,
      positions: practicePlaces,
      unattendedMs: 5000,
      lostMs: 5000,
      headers: standardHeaders,
    },
    ha1Of: (user) => (/^(?:pos\d+|outside)$/.test(user) ? secrets(user).ha1 : undefined),
    handle(event) {
      if (event.type !== 'registered' && event.type !== 'unregistered') return;
      const users = bound.get(event.aor) ?? new Set();
      bound.set(event.aor, users);
      if (event.type === 'registered') users.add(event.user);
      else users.delete(event.user);
    },
  });
  const server = await listenExchange({ exchange, host: '127.0.0.1', port: 0 });
  const url = `ws://127.0.0.1:${server.port}/`;
  // It takes no page of the web, which the tests' pages are; the relay has no origin.
  const [positions, outside] = [await startProxy(url), await startProxy(`${url}outside`)];
  const site = practiceSite({ url: positions.url });
  return {
    site: { ...site, exchange: { ...site.exchange, reoffer: '3 s' } },
    outside: outside.url,
    secrets,
    registrations: (user) => bound.get(user)?.size ?? 0,
    async close() {
      await Promise.all([positions.close(), outside.close()]);
      exchange.dispose();
      await server.close();
    },
  };
}
