import { createServer as createPlain } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isIPv4, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Exchange, Side } from '../index.ts';
import { attach, limits } from './socket.ts';

export interface ListenOptions {
  readonly exchange: Exchange;
  /** A loopback address, unless `open` says that others may come in. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** PEM. Without it the connections are not encrypted: loopback only. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Listens to other machines too; only with `tls`. */
  readonly open?: boolean;
  /** Who may come in here; both unless told otherwise. */
  readonly sides?: readonly Side[];
  /** HTTP requests that are no WebSocket. */
  handleRequest?(request: IncomingMessage, response: ServerResponse): void;
}

export interface Listening {
  readonly port: number;
  /** Closes every connection, and resolves when the port is free. */
  close(): Promise<void>;
}

/** RFC 7118 §5: the one subprotocol. */
const subprotocol = 'sip';

export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  return isIPv4(host) ? host.startsWith('127.') : isIPv6(host) && host === '::1';
}

function sideOf(url: string | undefined): Side | undefined {
  const path = (url ?? '').split('?', 1)[0];
  return path === '/' ? 'position' : path === '/outside' ? 'outside' : undefined;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function protocolsOf(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
}

/** The exchange's socket: consoles at `/`, the simulated telephone network at `/outside`. */
export async function listenExchange(options: ListenOptions): Promise<Listening> {
  const { exchange, host, port, tls } = options;
  if (!isLoopback(host) && (options.open !== true || !tls))
    throw new RangeError('only a loopback address may be listened on without TLS and without being opened');
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.payload,
    // Compression keeps a window of memory for each connection, and SIP here never leaves the machine.
    perMessageDeflate: false,
    handleProtocols: () => subprotocol,
  });
  const http: Server = tls ? createSecure({ ...tls, ...patience }) : createPlain(patience);
  http.maxConnections = limits.connections * 2;
  http.on('request', (request, response) => {
    if (options.handleRequest) return options.handleRequest(request, response);
    response.writeHead(404).end();
  });
  http.on('upgrade', (request, socket, head) => {
    // Until it is a WebSocket nobody else listens for its errors.
    socket.on('error', () => socket.destroy());
    const side = sideOf(request.url);
    if (side === undefined || options.sides?.includes(side) === false) return refuse(socket, '404 Not Found');
    if (!protocolsOf(request).includes(subprotocol)) return refuse(socket, '400 Bad Request');
    // A page of the web has no business here: only what has no origin, or our own (RFC 6455 §10.2).
    if (/^https?:/i.test(request.headers.origin ?? '')) return refuse(socket, '403 Forbidden');
    if (sockets.clients.size >= limits.connections) return refuse(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (client) => attach(client, side, exchange));
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      http.closeAllConnections();
      await closed;
    },
  };
}

/** A client that opens a connection and says nothing is not waited for. */
const patience = { headersTimeout: 10_000, requestTimeout: 10_000, maxHeaderSize: 16_384 } as const;
