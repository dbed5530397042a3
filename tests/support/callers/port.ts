import { createSocket } from 'node:dgram';

/** A UDP port that was free a moment ago. */
export async function freePort(address: string): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => void socket.bind(0, address, resolve));
  const { port } = socket.address();
  socket.close();
  return port;
}
