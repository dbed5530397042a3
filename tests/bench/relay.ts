import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

export interface TimedRelay {
  readonly url: string;
  /** UTC ms at which the first INVITE since the last `forget` was handed to the console's socket. */
  invitedAt(): number | undefined;
  forget(): void;
  close(): void;
}

/** A WebSocket relay in front of one edge that notes when an INVITE leaves it for the console. */
export async function startRelay(edge: string): Promise<TimedRelay> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' });
  await once(server, 'listening');
  let invitedAt: number | undefined;
  server.on('connection', (console) => {
    const upstream = new WebSocket(edge, 'sip');
    const early: string[] = [];
    console.on('message', (data: Buffer) => {
      if (upstream.readyState === WebSocket.OPEN) upstream.send(data.toString());
      else early.push(data.toString());
    });
    upstream.on('open', () => {
      for (const message of early.splice(0)) upstream.send(message);
    });
    upstream.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('INVITE ')) invitedAt ??= Date.now();
      console.send(text);
    });
    for (const [one, other] of [
      [console, upstream],
      [upstream, console],
    ] as const) {
      one.on('close', () => other.close());
      one.on('error', () => other.terminate());
    }
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    invitedAt: () => invitedAt,
    forget: () => void (invitedAt = undefined),
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
