import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlainExchange } from '@samband/exchange';
import type { ConfigInput } from '@samband/exchange';
import { startAnswerer, startCaller } from '../callers/caller.ts';
import { addOutwardAddress } from '../network/outward.ts';
import { notDeclared } from './target.ts';
import type { Target } from './target.ts';

/** Times are short, so that a test that waits for one of them does not wait long. */
const config: ConfigInput = { seconds: { reoffer: 3, offer: 60, unattended: 5, lost: 5 } };

/** A plain Asterisk of the tests' own, beside the reference exchange. */
export async function openPlain(): Promise<Target> {
  await addOutwardAddress();
  const exchange = await startPlainExchange({ dir: join(tmpdir(), 'samband-e2e-plain'), config });
  const { site, ports } = exchange;
  const [address = '127.0.0.1'] = exchange.config.listen;
  const trunk = {
    address: exchange.config.trunk.address,
    exchange: { address, port: ports.trunk },
    domain: exchange.config.domain,
  };
  return {
    name: 'plain Asterisk',
    site,
    lacks: {
      ...notDeclared(site),
      strangersUnheard: 'it learns the address of a leg for 5 s, which positions with ICE need',
    },
    trunk,
    media: [ports.rtp],
    secrets: exchange.secrets,
    caller: (options) => startCaller(trunk, options),
    answerer: (options) => startAnswerer(trunk, { ...options, port: ports.outside }),
    registrations: exchange.registrations,
    mend: exchange.start,
    close: process.env['SAMBAND_E2E_KEEP'] === undefined ? exchange.stop : () => Promise.resolve(),
  };
}
