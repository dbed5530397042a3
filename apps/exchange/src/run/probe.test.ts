import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  countMediaSessions,
  isListening,
  probeMediaProxy,
  probeSip,
  probeWebSocket,
  readJson,
  until,
} from './probe.ts';

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function udpServer(answer: (message: string) => string): Promise<number> {
  const socket: Socket = createSocket('udp4');
  socket.on('message', (data, from) => socket.send(answer(data.toString()), from.port, from.address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  open.push(socket);
  return socket.address().port;
}

describe('probes', () => {
  it('take any final SIP answer for life', async () => {
    const port = await udpServer((message) => `SIP/2.0 404 Not Found\r\nVia: ${message.slice(0, 7)}\r\n\r\n`);
    await expect(probeSip('127.0.0.1', port)).resolves.toBeUndefined();
  });

  it('ping rtpengine with the cookie it sent', async () => {
    const port = await udpServer((message) => `${message.split(' ')[0] ?? ''} d6:result4:ponge`);
    await expect(probeMediaProxy('127.0.0.1', port)).resolves.toBeUndefined();
  });

  it('count what rtpengine lists', async () => {
    let calls = '';
    const port = await udpServer(
      (message) => `${message.split(' ')[0] ?? ''} d5:callsl${calls}e6:result2:oke`,
    );
    await expect(countMediaSessions('127.0.0.1', port)).resolves.toBe(0);
    calls = '5:e:1el12:twelve signs';
    await expect(countMediaSessions('127.0.0.1', port)).resolves.toBe(2);
  });

  it('tell a web server from one that speaks WebSocket', async () => {
    const server = createServer((request, response) =>
      request.url === '/json' ? response.end('{"contacts":2}') : response.writeHead(404).end(),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push(server);
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(probeWebSocket(`ws://127.0.0.1:${port}`)).rejects.toThrow('answered 404');
    expect(await isListening('127.0.0.1', port)).toBe(true);
    expect(await readJson(`http://127.0.0.1:${port}/json`)).toEqual({ contacts: 2 });
    await expect(readJson(`http://127.0.0.1:${port}/`)).rejects.toThrow('answered 404');
    server.on('upgrade', (_request, socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    });
    await expect(probeWebSocket(`ws://127.0.0.1:${port}`)).resolves.toBeUndefined();
  });
});

describe('until', () => {
  it('asks again until it works', async () => {
    let asked = 0;
    await until(
      () => (asked++ < 2 ? Promise.reject(new Error('not yet')) : Promise.resolve()),
      5000,
      () => true,
    );
    expect(asked).toBe(3);
  });

  it('gives up at once when the process is gone', async () => {
    await expect(
      until(
        () => Promise.reject(new Error('no answer')),
        60_000,
        () => false,
      ),
    ).rejects.toThrow('no answer');
  });
});
