import { sharedExchange } from '../support/exchange/exchange.ts';
import { removeMeetingAddress } from '../support/network/namespace.ts';

/** SAMBAND_E2E_KEEP leaves the exchange running, for the next run of a developer. */
export default async function teardown(): Promise<void> {
  if (process.env['SAMBAND_E2E_KEEP'] !== undefined) return;
  const exchange = await sharedExchange();
  await exchange.stop();
  await removeMeetingAddress();
}
