import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** A WebSocket relay between a console and one edge that can turn hostile. SIP passes both ways, unread. */
export interface HostileProxy {
  /** For the console's site file. */
  readonly url: string;
  /** Sends this text to every console that is connected, as if the edge had said it. */
  inject(text: string | Uint8Array): void;
  /** All that consoles sent so far, one message each. */
  sent(): readonly string[];
  /** Resolves when a console has sent a message that matches. */
  waitForSent(pattern: RegExp, withinMs?: number): Promise<string>;
  /** All that the edge said so far, one message each. */
  received(): readonly string[];
  /**
   * What a console sends and `pattern` matches is not passed on from now on: it gets this status, or nothing at all.
   * `undefined`: everything is passed on again.
   */
  refuse(pattern: RegExp | undefined, status?: number): void;
  /** Cuts every connection without a closing hand-shake; new ones are refused until `mend`. */
  cut(): void;
  mend(): void;
  /** Holds back what the edge says by so many ms. */
  delay(ms: number): void;
  /** Keeps connections open but lets nothing pass, as a dead router does. */
  blackHole(on: boolean): void;
  /** Loses every INVITE on its way to a console, and nothing else: it stays registered, and nothing rings. */
  loseInvites(on: boolean): void;
  close(): Promise<void>;
}

interface Pair {
  readonly console: WebSocket;
  readonly edge: WebSocket;
}

/** A response as the edge would make it: the headers that it must copy (RFC 3261 §8.2.6.2). */
function responseTo(request: string, status: number): string {
  const copied = request.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/i.test(line));
  return [`SIP/2.0 ${status} As the test wants it`, ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}

/** Listens on loopback and relays to `edge` (ws: or wss:, any certificate). */
export async function startProxy(
  edgeUrl: string,
  { port = 0, host = '127.0.0.1' } = {},
): Promise<HostileProxy> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'sip' });
  const pairs = new Set<Pair>();
  const sent: string[] = [];
  const received: string[] = [];
  let refusal: { pattern: RegExp; status: number | undefined } | undefined;
  const listeners = new Set<() => void>();
  let [cutOff, holdBack, hole, loses] = [false, 0, false, false];

  sockets.on('connection', (console) => {
    if (cutOff) return console.terminate();
    const edge = new WebSocket(edgeUrl, 'sip', { rejectUnauthorized: false });
    const pair: Pair = { console, edge };
    pairs.add(pair);
    const early: string[] = [];
    edge.on('open', () => {
      for (const message of early) edge.send(message);
    });
    console.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      sent.push(text);
      for (const listener of listeners) listener();
      if (hole) return;
      if (refusal?.pattern.test(text)) {
        if (refusal.status !== undefined) console.send(responseTo(text, refusal.status));
        return;
      }
      if (edge.readyState === WebSocket.OPEN) edge.send(text);
      else early.push(text);
    });
    edge.on('message', (data: Buffer) => {
      received.push(data.toString('utf8'));
      if (loses && data.toString('utf8').startsWith('INVITE ')) return;
      const pass = (): void => {
        if (!hole && console.readyState === WebSocket.OPEN) console.send(data.toString('utf8'));
      };
      if (holdBack > 0) setTimeout(pass, holdBack);
      else pass();
    });
    const end = (): void => {
      pairs.delete(pair);
      console.terminate();
      edge.terminate();
    };
    for (const socket of [console, edge]) socket.on('close', end).on('error', end);
    return undefined;
  });
  server.listen(port, host);
  await once(server, 'listening');

  return {
    url: `ws://${host}:${(server.address() as AddressInfo).port}`,
    inject(text) {
      for (const { console } of pairs) console.send(text);
    },
    sent: () => sent,
    received: () => received,
    refuse(pattern, status) {
      refusal = pattern && { pattern, status };
    },
    async waitForSent(pattern, withinMs = 60_000) {
      let look = (): void => undefined;
      let watchdog: NodeJS.Timeout | undefined;
      try {
        return await new Promise<string>((resolve, reject) => {
          look = () => {
            const found = sent.find((message) => pattern.test(message));
            if (found !== undefined) resolve(found);
          };
          watchdog = setTimeout(
            () => reject(new Error(`the console sent nothing like ${String(pattern)} within ${withinMs} ms`)),
            withinMs,
          );
          listeners.add(look);
          look();
        });
      } finally {
        clearTimeout(watchdog);
        listeners.delete(look);
      }
    },
    cut() {
      cutOff = true;
      for (const { console, edge } of pairs) {
        console.terminate();
        edge.terminate();
      }
    },
    mend() {
      cutOff = false;
    },
    delay(ms) {
      holdBack = ms;
    },
    blackHole(on) {
      hole = on;
    },
    loseInvites(on) {
      loses = on;
    },
    async close() {
      for (const { console, edge } of pairs) {
        console.terminate();
        edge.terminate();
      }
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
