import { createSocket } from 'node:dgram';
import { openPorts } from '../network/open-ports.ts';
import type { PortRange } from '../network/open-ports.ts';
import { makeStream, pace } from './stream.ts';
import type { RtpStream } from './stream.ts';

/** Somebody without a call who sends sound to every media port of an exchange that is open, from its first moment on. */
export interface Stranger {
  /** Packets that were sent so far. */
  sent(): number;
  /** Datagrams that came back. */
  received(): number;
  close(): void;
}

/**
 * The worst there can be: it knows which ports are open, and each of them gets a well-formed stream of its own that begins
 * before that of the true party.
 */
export async function startStranger(options: {
  readonly address: string;
  /** Hz. */
  readonly tone: number;
  readonly ranges: readonly PortRange[];
}): Promise<Stranger> {
  const { address, tone, ranges } = options;
  const socket = createSocket('udp4');
  const streams = new Map<string, RtpStream>();
  let [sent, received] = [0, 0];
  socket.on('error', () => undefined); // ICMP "port unreachable": it was closed a moment ago
  socket.on('message', () => (received += 1));
  await new Promise<void>((resolve) => void socket.bind(0, address, resolve));
  const stopPacing = pace(() => {
    for (const target of openPorts(ranges)) {
      const key = `${target.address}:${target.port}`;
      const stream = streams.get(key) ?? makeStream(tone);
      streams.set(key, stream);
      socket.send(stream.next(), target.port, target.address);
      sent += 1;
    }
  });
  return {
    sent: () => sent,
    received: () => received,
    close() {
      stopPacing();
      socket.close();
    },
  };
}
