import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Connection, Exchange } from '../index.ts';
import { attach, limits } from './socket.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function scene() {
  const log: string[] = [];
  let connection: Connection | undefined;
  const exchange: Exchange = {
    accept(given) {
      connection = given;
      return {
        handleText: (text) => void log.push(`text ${text}`),
        handleClosed: () => void log.push('closed'),
      };
    },
    figures: () => {
      throw new Error('not asked');
    },
    signedIn: () => [],
    dispose: () => undefined,
  };
  const client = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send: (text: string) => void log.push(`send ${text}`),
    ping: () => void log.push('ping'),
    terminate: () => {
      log.push('terminate');
      client.emit('close');
    },
  });
  attach(client as unknown as WebSocket, 'position', exchange);
  if (!connection) throw new Error('not accepted');
  return { log, client, connection };
}

it('hands over what comes, whole or in pieces, and sends while it is open', () => {
  const { log, client, connection } = scene();
  client.emit('message', Buffer.from('a'));
  client.emit('message', [Buffer.from('b'), Buffer.from('ø')]);
  client.emit('message', new TextEncoder().encode('c').buffer);
  connection.send('d');
  client.readyState = 2;
  connection.send('e');
  client.emit('close');
  expect(log).toEqual(['text a', 'text bø', 'text c', 'send d', 'closed']);
});

it('lets go of one who does not read', () => {
  const { log, client, connection } = scene();
  client.bufferedAmount = limits.backlog + 1;
  connection.send('more');
  expect(log).toEqual(['terminate', 'closed']);
});

it('lets go of one who does not answer a ping', () => {
  const { log, client } = scene();
  vi.advanceTimersByTime(limits.pingMs);
  client.emit('pong');
  vi.advanceTimersByTime(limits.pingMs);
  expect(log).toEqual(['ping', 'ping']);
  vi.advanceTimersByTime(limits.pingMs);
  expect(log).toEqual(['ping', 'ping', 'terminate', 'closed']);
});
