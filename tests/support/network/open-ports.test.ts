import { createSocket } from 'node:dgram';
import { expect, it } from 'vitest';
import { openPorts, parseOpenPorts } from './open-ports.ts';

it('reads the table of the kernel', () => {
  const table = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 2503: 020200C0:BB35 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 68924 2 00000000347ceb0d 0
 3749: 00000000:3B60 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 68170 2 0000000074eb3c1e 0`;
  expect(parseOpenPorts(table, [[15_000, 16_000]])).toEqual([{ address: '127.0.0.1', port: 15_200 }]);
  expect(parseOpenPorts(table, [[47_925, 47_925]])).toEqual([{ address: '192.0.2.2', port: 47_925 }]);
});

it('sees a port while it is open', async () => {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => void socket.bind(0, '127.0.0.9', resolve));
  const { port } = socket.address();
  expect(openPorts([[port, port]])).toEqual([{ address: '127.0.0.9', port }]);
  socket.close();
  await expect.poll(() => openPorts([[port, port]])).toEqual([]);
});
