import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { PortRange } from './open-ports.ts';

/** Takes every even port of a range that is free and not among `spare`, so that a program has only those left. Returns the end of it. */
export async function occupy([first, last]: PortRange, spare: readonly number[]): Promise<() => void> {
  const taken: Socket[] = [];
  for (let port = first + (first % 2); port <= last; port += 2) {
    if (spare.includes(port)) continue;
    const socket = createSocket('udp4');
    const isMine = await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false)); // somebody else has it, which is as good
      socket.bind(port, '127.0.0.1', () => resolve(true));
    });
    if (isMine) taken.push(socket);
    else socket.close();
  }
  return () => {
    for (const socket of taken) socket.close();
  };
}
