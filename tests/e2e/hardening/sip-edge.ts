import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/** As much of an edge as a waiting call needs: takes every REGISTER, offers calls, and takes them back. No media. */
export interface SipEdge {
  readonly url: string;
  /** Offers a call to the queue's contact; resolves when the console rings. */
  offer(queue: string): Promise<{
    /** A colleague has answered it. */
    takeBack(): void;
  }>;
  close(): void;
}

const header = (message: string, name: string): string =>
  new RegExp(`^${name}\\s*:\\s*(.*?)\\s*$`, 'im').exec(message)?.[1] ?? '';

/** RFC 3261 §8.2.6: what an answer repeats of its request. */
function answer(request: string, status: string, more: readonly string[] = []): string {
  const repeated = ['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(request, name)}`);
  const to = header(request, 'To');
  const tagged = /;tag=/.test(to) ? to : `${to};tag=edge`;
  return [`SIP/2.0 ${status}`, ...repeated, `To: ${tagged}`, ...more, 'Content-Length: 0', '', ''].join(
    '\r\n',
  );
}

const offerOf = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 8',
  'c=IN IP4 127.0.0.1',
  'a=rtpmap:8 PCMA/8000',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${Array(32).fill('AA').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  '',
].join('\r\n');

export async function startSipEdge(domain: string): Promise<SipEdge> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'sip' });
  /** By user part of the address of record. */
  const contacts = new Map<string, { readonly socket: WebSocket; readonly uri: string }>();
  const ringing = new Map<string, () => void>();
  let calls = 0;

  function handle(socket: WebSocket, message: string): void {
    const [method = ''] = message.split(' ');
    if (method === 'SIP/2.0') {
      if (message.startsWith('SIP/2.0 180')) ringing.get(header(message, 'Call-ID'))?.();
      return;
    }
    if (method === 'ACK') return;
    const contact = header(message, 'Contact');
    if (method === 'REGISTER') {
      const user = /sips?:([^@>]+)@/.exec(header(message, 'To'))?.[1] ?? '';
      contacts.set(user, { socket, uri: /<([^>]+)>/.exec(contact)?.[1] ?? '' });
    }
    const more =
      contact === '' ? [] : [`Contact: ${contact}`, 'Expires: 600', `Date: ${new Date().toUTCString()}`];
    socket.send(answer(message, '200 OK', more));
  }
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      if (text.trim() !== '') handle(socket, text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async offer(queue) {
      const contact = contacts.get(queue);
      if (!contact) throw new Error(`nobody has registered for ${queue}`);
      const callId = `call-${(calls += 1)}`;
      const common = [
        `Via: SIP/2.0/WS edge.invalid;branch=z9hG4bK${callId}`,
        'Max-Forwards: 70',
        `From: <sip:+4790000001@${domain}>;tag=${callId}`,
        `To: <sip:${queue}@${domain}>`,
        `Call-ID: ${callId}`,
      ];
      const rings = new Promise<void>((resolve) => ringing.set(callId, resolve));
      const invite = [
        `INVITE ${contact.uri} SIP/2.0`,
        ...common,
        'CSeq: 1 INVITE',
        'Contact: <sip:edge@edge.invalid;transport=ws>',
        'Content-Type: application/sdp',
        `Content-Length: ${offerOf.length}`,
      ];
      contact.socket.send([...invite, '', offerOf].join('\r\n'));
      await rings;
      return {
        takeBack() {
          const cancel = [`CANCEL ${contact.uri} SIP/2.0`, ...common, 'CSeq: 1 CANCEL'];
          // RFC 3326: why the ringing ends.
          const reason = 'Reason: SIP;cause=200;text="Call completed elsewhere"';
          contact.socket.send([...cancel, reason, 'Content-Length: 0', '', ''].join('\r\n'));
        },
      };
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
