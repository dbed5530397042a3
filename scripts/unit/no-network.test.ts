import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { isLocal } from './no-network.ts';

it.each([
  [undefined, true],
  ['localhost', true],
  ['127.0.0.2', true],
  ['::1', true],
  ['192.0.2.1', false],
  ['127.example.org', false],
  ['2001:db8::1', false],
])('%s is local: %s', (host, expected) => {
  expect(isLocal(host)).toBe(expected);
});

it('keeps unit tests off the network and lets loopback through', async () => {
  expect(() => connect(80, '192.0.2.1')).toThrow(/no network/);
  expect(() => connect({ port: 80, host: 'example.org' })).toThrow(/no network/);
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  server.close();
});
