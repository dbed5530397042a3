import type { RawData, WebSocket } from 'ws';
import type { Exchange, Side } from '../index.ts';

export const limits = {
  /** Bytes of one message. */
  payload: 65_536,
  connections: 64,
  /** Bytes that may wait to be sent; a client that does not read is let go. */
  backlog: 4 * 1024 * 1024,
  /** A ping so often; no pong until the next, and the client is gone. */
  pingMs: 10_000,
} as const;

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

/** One WebSocket as a connection of the exchange. */
export function attach(client: WebSocket, side: Side, exchange: Exchange): void {
  let isAlive = true;
  const accepted = exchange.accept({
    side,
    send(text) {
      if (client.readyState !== client.OPEN) return;
      if (client.bufferedAmount > limits.backlog) client.terminate();
      else client.send(text);
    },
    close: () => client.terminate(),
  });
  const ping = setInterval(() => {
    if (!isAlive) return client.terminate();
    isAlive = false;
    client.ping();
  }, limits.pingMs);
  // What is still open must not keep a process that has ended its work.
  ping.unref();
  client.on('pong', () => {
    isAlive = true;
  });
  client.on('message', (data) => accepted.handleText(textOf(data)));
  // A close follows each error.
  client.on('error', () => undefined);
  client.on('close', () => {
    clearInterval(ping);
    accepted.handleClosed();
  });
}
