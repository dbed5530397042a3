import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { malformed } from './malformed.ts';
import { startProxy } from './proxy.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).toReversed()) await one();
});

async function connected() {
  const edge = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' });
  await once(edge, 'listening');
  edge.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => socket.send(`echo ${data.toString()}`)),
  );
  const proxy = await startProxy(`ws://127.0.0.1:${(edge.address() as AddressInfo).port}`);
  const console = new WebSocket(proxy.url, 'sip');
  cleanUp.push(
    () => edge.close(),
    () => proxy.close(),
    () => console.terminate(),
  );
  await once(console, 'open');
  const next = async (): Promise<string> => String(((await once(console, 'message')) as [Buffer])[0]);
  return { proxy, console, next };
}

it('passes SIP both ways and says what it wants in between', async () => {
  const { proxy, console, next } = await connected();
  console.send('REGISTER');
  expect(await next()).toBe('echo REGISTER');
  expect(await proxy.waitForSent(/REG/)).toBe('REGISTER');
  proxy.inject('rubbish');
  expect(await next()).toBe('rubbish');
});

it('cuts, refuses while it is cut, and mends', async () => {
  const { proxy, console } = await connected();
  const closed = once(console, 'close');
  proxy.cut();
  await closed;
  const refused = new WebSocket(proxy.url, 'sip');
  await once(refused, 'close');
  proxy.mend();
  const again = new WebSocket(proxy.url, 'sip');
  cleanUp.push(() => again.terminate());
  await once(again, 'open');
});

it('has at least thirty malformed messages, each of its own kind', () => {
  expect(malformed.length).toBeGreaterThanOrEqual(30);
  expect(new Set(malformed.map(([name]) => name)).size).toBe(malformed.length);
});
