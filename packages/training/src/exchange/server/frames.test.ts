import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { systemClock } from '@samband/telephony/engine';
import { fakeLogger } from '@samband/telephony/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createExchange } from '../index.ts';
import type { Exchange } from '../index.ts';
import { domain, ha1Of, usual } from '../testing/hall.ts';
import { seeded } from '../testing/post.ts';
import { headerOf, message, proved, registration, startLine } from '../testing/raw.ts';
import { listenExchange } from './listen.ts';
import type { Listening } from './listen.ts';

let exchange: Exchange;
let server: Listening;
beforeEach(async () => {
  exchange = createExchange({
    clock: systemClock(),
    ids: { next: () => crypto.randomUUID(), random: Math.random },
    logger: fakeLogger(),
    config: usual,
    ha1Of,
  });
  server = await listenExchange({ exchange, host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await server.close();
  exchange.dispose();
});

/** A socket that has shaken hands, and from then on says what it likes. */
async function shaken(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: sip\r\n\r\n`,
  );
  await once(socket, 'data');
  return socket;
}

/** A frame of RFC 6455 §5.2, or nearly one. */
function frame(random: () => number): Buffer {
  const size = Math.floor(random() ** 3 * 3000);
  const head = Buffer.from([Math.floor(random() * 256), Math.floor(random() * 256)]);
  const body = Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)));
  if (random() < 0.5) return Buffer.concat([head, body]);
  const text = Buffer.from(message('INVITE', { body: 'x'.repeat(size) })).subarray(0, 125);
  return Buffer.concat([
    Buffer.from([0x80 + Math.floor(random() * 16), 0x80 + text.length, 0, 0, 0, 0]),
    text,
  ]);
}

/** A telephone in ten lines: asks, proves, and tells what came. */
async function telephone(path: string): Promise<{
  ask(text: string, user: string): Promise<string>;
  next(begins: string): Promise<string>;
  send(text: string): void;
}> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, 'sip');
  const came: string[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    came.push(data.toString());
    for (const look of waiting) look();
  });
  await once(socket, 'open');
  const next = (begins: string): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const at = came.findIndex((text) => text.startsWith(begins));
        if (at < 0) return void waiting.add(look);
        waiting.delete(look);
        resolve(came.splice(at, 1)[0] ?? '');
      };
      look();
    });
  const send = (text: string): void => socket.send(text);
  return {
    next,
    send,
    async ask(text, user) {
      send(text);
      send(proved(text, await next('SIP/2.0 40'), user, ha1Of(user) ?? ''));
      return next('SIP/2.0 ');
    },
  };
}

it('frames that are none close their connection, take no memory, and the next call is answered', async () => {
  const random = seeded(7);
  const sockets: Socket[] = [];
  for (let round = 0; round < 200; round += 1) {
    const socket = await shaken();
    sockets.push(socket);
    for (let count = 0; count < 5; count += 1) socket.write(frame(random));
    // Half of them go without a word, half are let go of.
    if (round % 2 === 0) socket.destroy();
    else socket.end();
    if (!socket.destroyed) socket.resume();
  }
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => exchange.figures().connections).toBe(0);
  expect(exchange.figures()).toMatchObject({ registrations: 0, waiting: 0, transactions: 0 });

  const position = await telephone('/');
  expect(startLine(await position.ask(registration('pos1', '113'), 'pos1'))).toContain(' 200 ');
  const network = await telephone('/outside');
  await network.ask(message('INVITE', { body: 'v=0' }), 'outside');
  const invite = await position.next('INVITE ');
  const kept = [...invite.matchAll(/^(?:Via|From|Call-ID|CSeq): .*$/gm)].map(([line]) => line);
  position.send(
    [
      'SIP/2.0 200 OK',
      ...kept,
      `To: ${headerOf(invite, 'To')};tag=t`,
      'Contact: <sip:pos1@raw.invalid>',
      '',
      '',
    ].join('\r\n'),
  );
  expect(headerOf(await network.next('SIP/2.0 200'), 'To')).toContain(`@${domain}`);
  expect(exchange.figures()).toMatchObject({ waiting: 0, calls: 1 });
});

it('no more connections than it has places for', async () => {
  const sockets = await Promise.all(Array.from({ length: 64 }, () => shaken()));
  const late = new WebSocket(`ws://127.0.0.1:${server.port}`, 'sip');
  late.on('error', () => undefined);
  const [, response] = (await once(late, 'unexpected-response')) as [unknown, { statusCode?: number }];
  expect(response.statusCode).toBe(503);
  late.terminate();
  for (const socket of sockets) socket.destroy();
});
