import { networkInterfaces } from 'node:os';
import { run } from '../process.ts';

/** Of TEST-NET-2 (RFC 5737), as the meeting address is. */
const address = '198.51.100.2/30';
const [cable, end] = ['sbout1', 'sbout2'];

/**
 * Asterisk gives ICE candidates of every network but loopback. On a machine that has no other one it gets a cable to
 * itself, which stays until the machine is started anew. Needs root; idempotent.
 */
export async function addOutwardAddress(): Promise<void> {
  const outward = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  if (outward.some((one) => one.family === 'IPv4' && !one.internal)) return;
  await run('ip', ['link', 'add', cable, 'type', 'veth', 'peer', 'name', end]);
  await run('ip', ['address', 'add', address, 'dev', cable]);
  for (const one of [cable, end]) await run('ip', ['link', 'set', one, 'up']);
}
