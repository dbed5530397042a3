import { startAnswerer, startCaller } from '../callers/caller.ts';
import { sharedExchange, startSharedExchange, trunkOf } from '../exchange/exchange.ts';
import { notDeclared } from './target.ts';
import type { Target } from './target.ts';

/** The reference exchange as the global setup left it; it outlives the tests. */
export async function openReference(): Promise<Target> {
  const exchange = await sharedExchange();
  const trunk = trunkOf(exchange);
  return {
    name: 'reference exchange',
    site: exchange.site,
    lacks: notDeclared(exchange.site),
    trunk,
    media: [exchange.ports.asteriskRtp, exchange.ports.rtpengineRtp],
    parts: exchange,
    secrets: exchange.secrets,
    caller: (options) => startCaller(trunk, options),
    answerer: (options) => startAnswerer(trunk, { ...options, port: exchange.ports.outside }),
    registrations: async (user) =>
      Math.max(
        ...(await Promise.all((['a', 'b'] as const).map((edge) => exchange.registrations(edge, user)))),
      ),
    mend: async () => void (await startSharedExchange()),
    close: () => Promise.resolve(),
  };
}
