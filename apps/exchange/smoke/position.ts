import { EventEmitter, once } from 'node:events';
import WebSocket from 'ws';
import { digest, header, parseSip, random, type SipText } from './sip-text.ts';

/** An INVITE that rings at a position, and what came of it. */
export type Ringing = {
  invite: SipText;
  call: string;
  at: number;
  cancel?: SipText;
  answer: () => void;
  reject: (status: string) => void;
  bye: () => void;
  ended: boolean;
};

export type PositionAccount = { user: string; realm: string; ha1: string };

/** A position as far as signalling goes: registers over WebSocket, rings, answers; its media is never sent. */
export class FakePosition extends EventEmitter {
  readonly rings: Ringing[] = [];
  readonly messages: SipText[] = [];
  readonly #account: PositionAccount;
  readonly #socket: WebSocket;
  readonly #host = `${random()}.invalid`;
  readonly #waiting = new Map<string, (message: SipText) => void>();

  private constructor(account: PositionAccount, socket: WebSocket) {
    super();
    this.#account = account;
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('error', () => undefined);
  }

  static async open(account: PositionAccount, url: string): Promise<FakePosition> {
    const socket = new WebSocket(url, 'sip', { rejectUnauthorized: false });
    const position = new FakePosition(account, socket);
    await once(socket, 'open');
    return position;
  }

  /** Registers an address of record (`pos1`, `113`); expires 0 takes it away. Returns the final response. */
  async register(user: string, expires = 300): Promise<SipText> {
    const uri = `sip:${this.#account.realm}`;
    const fields = [
      `Contact: <${this.#contact}>;+sip.instance="<urn:uuid:${this.#host}>"`,
      `Expires: ${expires}`,
    ];
    return this.#request('REGISTER', uri, `<sip:${user}@${this.#account.realm}>`, fields, '');
  }

  /** Sends an INVITE and returns the final response; a 200 is acknowledged. */
  async call(target: string, fields: readonly string[] = []): Promise<SipText> {
    const contact = `Contact: <${this.#contact}>`;
    const answer = await this.#request('INVITE', target, `<${target}>`, [contact, ...fields], offerSdp());
    if (/ 200 /.test(answer.start)) this.#acknowledge(answer);
    return answer;
  }

  /** Drops the connection without a word, as a crashed position does. */
  vanish(): void {
    this.#socket.terminate();
  }

  get #contact(): string {
    return `sip:${this.#account.user}@${this.#host};transport=ws`;
  }

  async #request(
    method: string,
    uri: string,
    to: string,
    fields: readonly string[],
    body: string,
  ): Promise<SipText> {
    const callId = random();
    const tag = random();
    const send = (cseq: number, extra: readonly string[]): Promise<SipText> => {
      const type = body === '' ? [] : ['Content-Type: application/sdp'];
      this.#send(
        `${method} ${uri} SIP/2.0`,
        [
          `Via: SIP/2.0/WSS ${this.#host};branch=z9hG4bK${random()}`,
          `From: <sip:${this.#account.user}@${this.#account.realm}>;tag=${tag}`,
          `To: ${to}`,
          `Call-ID: ${callId}`,
          `CSeq: ${cseq} ${method}`,
          'Max-Forwards: 70',
          ...fields,
          ...extra,
          ...type,
        ],
        body,
      );
      return new Promise((resolve) => this.#waiting.set(`${callId} ${cseq} ${method}`, resolve));
    };
    const first = await send(1, []);
    const status = /^SIP\/2\.0 (\d+)/.exec(first.start)?.[1];
    if (status !== '401' && status !== '407') return first;
    const [challenge, name] =
      status === '401'
        ? [header(first, 'www-authenticate'), 'Authorization']
        : [header(first, 'proxy-authenticate'), 'Proxy-Authorization'];
    if (method === 'INVITE') this.#acknowledge(first);
    const { user, ha1 } = this.#account;
    return send(2, [`${name}: ${digest(challenge ?? '', user, ha1, method, uri)}`]);
  }

  #send(start: string, fields: readonly string[], body = ''): void {
    const lines = [start, ...fields, `Content-Length: ${Buffer.byteLength(body)}`, '', body];
    this.#socket.send(lines.join('\r\n'));
  }

  #receive(text: string): void {
    if (text.trim() === '') return;
    const message = parseSip(text);
    this.messages.push(message);
    const callId = header(message, 'call-id') ?? '';
    if (message.start.startsWith('SIP/2.0')) {
      if (message.start.startsWith('SIP/2.0 1')) return;
      this.#waiting.get(`${callId} ${header(message, 'cseq') ?? ''}`)?.(message);
      return;
    }
    const method = message.start.split(' ')[0];
    if (method === 'INVITE') this.#ring(message, callId);
    else if (method === 'CANCEL') this.#cancelled(message, callId);
    else if (method === 'BYE') this.#ended(message, callId);
    else if (method !== 'ACK') this.#reply(message, '200 OK');
    this.emit('message', message);
  }

  #ring(invite: SipText, callId: string): void {
    const tag = random();
    const known = this.rings.find((ring) => header(ring.invite, 'call-id') === callId);
    if (known !== undefined) {
      this.#reply(invite, '482 Loop Detected', tag);
      return;
    }
    const ring: Ringing = {
      invite,
      call: header(invite, 'x-call') ?? '',
      at: Date.now(),
      ended: false,
      answer: () => this.#reply(invite, '200 OK', tag, answerSdp(), [`Contact: <${this.#contact}>`]),
      reject: (status) => this.#reply(invite, status, tag),
      bye: () => this.#bye(invite, tag),
    };
    this.rings.push(ring);
    this.#reply(invite, '180 Ringing', tag, '', [`Contact: <${this.#contact}>`]);
    this.emit('ring', ring);
  }

  #cancelled(message: SipText, callId: string): void {
    this.#reply(message, '200 OK');
    const ring = this.rings.find((candidate) => header(candidate.invite, 'call-id') === callId);
    if (ring === undefined || ring.cancel !== undefined) return;
    ring.cancel = message;
    ring.ended = true;
    ring.reject('487 Request Terminated');
    this.emit('cancel', ring);
  }

  #ended(message: SipText, callId: string): void {
    this.#reply(message, '200 OK');
    const ring = this.rings.find((candidate) => header(candidate.invite, 'call-id') === callId);
    if (ring !== undefined) ring.ended = true;
    this.emit('bye', message);
  }

  #reply(request: SipText, status: string, tag = '', body = '', fields: readonly string[] = []): void {
    const copied = ['Via', 'Record-Route', 'From', 'Call-ID', 'CSeq'].flatMap((name) =>
      (request.headers.get(name.toLowerCase()) ?? []).map((value) => `${name}: ${value}`),
    );
    const to = header(request, 'to') ?? '';
    const tagged = tag === '' || to.includes(';tag=') ? to : `${to};tag=${tag}`;
    const type = body === '' ? [] : ['Content-Type: application/sdp'];
    this.#send(`SIP/2.0 ${status}`, [...copied, `To: ${tagged}`, ...fields, ...type], body);
  }

  #acknowledge(response: SipText): void {
    const target = /<([^>]+)>/.exec(header(response, 'contact') ?? '')?.[1];
    const cseq = header(response, 'cseq')?.split(' ')[0] ?? '1';
    const routes = (response.headers.get('record-route') ?? [])
      .toReversed()
      .map((route) => `Route: ${route}`);
    this.#send(`ACK ${target ?? `sip:${this.#account.realm}`} SIP/2.0`, [
      `Via: SIP/2.0/WSS ${this.#host};branch=z9hG4bK${random()}`,
      ...routes,
      ...['From', 'To', 'Call-ID'].map((name) => `${name}: ${header(response, name) ?? ''}`),
      `CSeq: ${cseq} ACK`,
      'Max-Forwards: 70',
    ]);
  }

  #bye(invite: SipText, tag: string): void {
    const target = /<([^>]+)>/.exec(header(invite, 'contact') ?? '')?.[1] ?? '';
    const routes = (invite.headers.get('record-route') ?? []).map((route) => `Route: ${route}`);
    this.#send(`BYE ${target} SIP/2.0`, [
      `Via: SIP/2.0/WSS ${this.#host};branch=z9hG4bK${random()}`,
      ...routes,
      `From: ${header(invite, 'to') ?? ''};tag=${tag}`,
      `To: ${header(invite, 'from') ?? ''}`,
      `Call-ID: ${header(invite, 'call-id') ?? ''}`,
      'CSeq: 100 BYE',
      'Max-Forwards: 70',
    ]);
  }
}

const webrtcLines = [
  'a=rtpmap:8 PCMA/8000',
  'a=rtcp-mux',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
  'a=mid:0',
  'a=candidate:1 1 udp 2122260223 127.0.0.1 9 typ host',
];

function sdp(setup: string): string {
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 8',
    'c=IN IP4 127.0.0.1',
    ...webrtcLines,
    `a=setup:${setup}`,
    'a=sendrecv',
    '',
  ].join('\r\n');
}
const offerSdp = (): string => sdp('actpass');
const answerSdp = (): string => sdp('active');
