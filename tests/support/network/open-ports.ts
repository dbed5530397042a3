import { readFileSync } from 'node:fs';

/** First and last port of a range. */
export type PortRange = readonly [first: number, last: number];

/** A UDP socket of this machine: the address it is bound to, and its port. */
interface OpenPort {
  readonly address: string;
  readonly port: number;
}

/** Sockets that stand on all addresses are reached at this one. */
const anywhere = '127.0.0.1';

/** The kernel's table writes an address as one number in the machine's byte order (little endian here). */
function addressOf(hex: string): string {
  const bytes = [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const address = bytes.join('.');
  return address === '0.0.0.0' ? anywhere : address;
}

/** Reads `/proc/net/udp`: who is bound to a port of these ranges. */
export function parseOpenPorts(table: string, ranges: readonly PortRange[]): OpenPort[] {
  return table.split('\n').flatMap((line) => {
    const [, address, port] = /^\s*\d+: ([0-9A-F]{8}):([0-9A-F]{4}) /.exec(line) ?? [];
    if (address === undefined || port === undefined) return [];
    const number = Number.parseInt(port, 16);
    const isWanted = ranges.some(([first, last]) => number >= first && number <= last);
    return isWanted ? [{ address: addressOf(address), port: number }] : [];
  });
}

/** The UDP ports of these ranges that are open at this moment. */
export function openPorts(ranges: readonly PortRange[]): OpenPort[] {
  return parseOpenPorts(readFileSync('/proc/net/udp', 'latin1'), ranges);
}
