import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openExchange, startExchange } from '@samband/exchange';
import type { ConfigInput, EdgeName, Exchange } from '@samband/exchange';
import type { Trunk } from '../callers/caller.ts';
import { addMeetingAddress, meetingAddress } from '../network/namespace.ts';

/** The run folder of the exchange that all end-to-end tests share. */
export const sharedFolder = process.env['SAMBAND_E2E_EXCHANGE'] ?? join(tmpdir(), 'samband-e2e-exchange');

/**
 * Times are short, so that a test that waits for one of them does not wait long; none waits for `lost`: a console that
 * is killed and started again must find its call, however long the machine takes for it.
 */
const config: ConfigInput = {
  basePort: 23_000,
  listen: ['127.0.0.1', meetingAddress],
  seconds: { reoffer: 3, offer: 60, unattended: 5, lost: 30 },
};

/** Starts the shared exchange unless it runs, and mends it when a test left a part of it down. */
export async function startSharedExchange(say?: (line: string) => void): Promise<Exchange> {
  await addMeetingAddress();
  return startExchange({ dir: sharedFolder, config, ...(say ? { say } : {}) });
}

/** Starts it anew, with the configuration as the code writes it today. */
export async function restartSharedExchange(say?: (line: string) => void): Promise<Exchange> {
  const before = await openExchange(sharedFolder);
  await before?.stop();
  return startSharedExchange(say);
}

/** The shared exchange as the global setup left it. */
export async function sharedExchange(): Promise<Exchange> {
  const exchange = await openExchange(sharedFolder);
  if (!exchange) throw new Error(`no exchange in ${sharedFolder}: the global setup has not run`);
  return exchange;
}

/** Where callers come in: at the B2BUA, as in a centre. */
export function trunkOf(exchange: Exchange): Trunk {
  const [address = '127.0.0.1'] = exchange.config.listen;
  return {
    address: exchange.config.trunk.address,
    exchange: { address, port: exchange.ports.trunk },
    domain: exchange.config.domain,
  };
}

/** Straight to an edge, past the B2BUA; `raw` is never repaired on the way. */
export function directTrunk(exchange: Exchange, edge: EdgeName, kind: 'direct' | 'raw'): Trunk {
  return {
    ...trunkOf(exchange),
    exchange: { ...trunkOf(exchange).exchange, port: exchange.ports.edges[edge][kind] },
  };
}
