import { createSocket, type Socket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { header, parseSip, random, type SipText } from './sip-text.ts';

export type CallerOptions = {
  /** Own address; the trunk's by default. */
  address?: string;
  from?: string;
  to?: string;
  requestUri?: string;
  fields?: readonly string[];
  /** Makes the body from the caller's SDP; default: the SDP alone. */
  body?: (sdp: string) => { type: string; text: string };
};

/** A caller on the trunk as far as signalling goes; its RTP port takes audio and counts packets. */
export class FakeCaller extends EventEmitter {
  readonly finals: string[] = [];
  readonly messages: SipText[] = [];
  rtpPackets = 0;
  #answer: SipText | undefined;
  readonly #sip: Socket = createSocket('udp4');
  readonly #rtp: Socket = createSocket('udp4');
  readonly #options: CallerOptions;
  readonly #target: { address: string; port: number };
  readonly #callId = random();
  readonly #tag = random();
  readonly #branch = `z9hG4bK${random()}`;
  #invite = '';

  private constructor(target: { address: string; port: number }, options: CallerOptions) {
    super();
    this.#target = target;
    this.#options = options;
    this.#sip.on('message', (data) => this.#receive(data.toString()));
    this.#rtp.on('message', () => (this.rtpPackets += 1));
  }

  /** Sends an INVITE for `number`; events: `answered`, `bye`, `final` (status line). */
  static async dial(
    number: string,
    target: { address: string; port: number },
    options: CallerOptions = {},
  ): Promise<FakeCaller> {
    const caller = new FakeCaller(target, options);
    const address = options.address ?? '127.0.0.2';
    for (const socket of [caller.#sip, caller.#rtp]) {
      socket.bind(0, address);
      await once(socket, 'listening');
    }
    caller.#sendInvite(number, address);
    return caller;
  }

  #via(): string {
    const { address, port } = this.#sip.address();
    return `Via: SIP/2.0/UDP ${address}:${port};branch=${this.#branch};rport`;
  }

  #sendInvite(number: string, address: string): void {
    const { from, to, requestUri, fields, body } = this.#options;
    const sdp = [
      'v=0',
      `o=- 1 1 IN IP4 ${address}`,
      's=-',
      `c=IN IP4 ${address}`,
      't=0 0',
      `m=audio ${this.#rtp.address().port} RTP/AVP 8 101`,
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      '',
    ].join('\r\n');
    const { type, text } = body?.(sdp) ?? { type: 'application/sdp', text: sdp };
    const uri = requestUri ?? `sip:${number}@${this.#target.address}:${this.#target.port}`;
    this.#invite = [
      `INVITE ${uri} SIP/2.0`,
      this.#via(),
      `From: ${from ?? `<sip:+4790123456@${address}>`};tag=${this.#tag}`,
      `To: ${to ?? `<sip:${number}@${this.#target.address}>`}`,
      `Call-ID: ${this.#callId}`,
      'CSeq: 1 INVITE',
      `Contact: <sip:caller@${address}:${this.#sip.address().port}>`,
      'Max-Forwards: 70',
      ...(fields ?? []),
      `Content-Type: ${type}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n');
    this.#send(this.#invite);
  }

  #send(text: string): void {
    this.#sip.send(text, this.#target.port, this.#target.address);
  }

  #receive(text: string): void {
    const message = parseSip(text);
    this.messages.push(message);
    if (!message.start.startsWith('SIP/2.0')) {
      this.#reply(message);
      if (message.start.startsWith('BYE')) this.emit('bye', message);
      return;
    }
    if (!/INVITE$/.test(header(message, 'cseq') ?? '') || /^SIP\/2\.0 1/.test(message.start)) return;
    this.finals.push(message.start);
    this.emit('final', message.start);
    if (!/^SIP\/2\.0 200/.test(message.start)) return;
    const first = this.#answer === undefined;
    this.#answer ??= message;
    this.#inDialog('ACK', 1);
    if (first) this.emit('answered', message);
  }

  #reply(request: SipText): void {
    const copied = ['Via', 'Record-Route', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
      (request.headers.get(name.toLowerCase()) ?? []).map((value) => `${name}: ${value}`),
    );
    this.#send(['SIP/2.0 200 OK', ...copied, 'Content-Length: 0', '', ''].join('\r\n'));
  }

  #inDialog(method: string, cseq: number): void {
    if (this.#answer === undefined) return;
    const contact = /<([^>]+)>/.exec(header(this.#answer, 'contact') ?? '')?.[1] ?? '';
    const routes = (this.#answer.headers.get('record-route') ?? [])
      .flatMap((value) => value.split(','))
      .toReversed()
      .map((route) => `Route: ${route.trim()}`);
    const { address, port } = this.#sip.address();
    this.#send(
      [
        `${method} ${contact} SIP/2.0`,
        `Via: SIP/2.0/UDP ${address}:${port};branch=z9hG4bK${random()};rport`,
        ...routes,
        ...['From', 'To', 'Call-ID'].map(
          (name) =>
            `${name}: ${header(this.#answer ?? { start: '', headers: new Map(), body: '' }, name) ?? ''}`,
        ),
        `CSeq: ${cseq} ${method}`,
        'Max-Forwards: 70',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
  }

  /** Hangs up: BYE when answered, CANCEL when not. */
  hangUp(): void {
    if (this.#answer !== undefined) this.#inDialog('BYE', 2);
    else {
      const lines = this.#invite.split('\r\n');
      const kept = lines.filter((line) => /^(Via|From|To|Call-ID|Max-Forwards):/.test(line));
      const start = (lines[0] ?? '').replace('INVITE', 'CANCEL');
      this.#send([start, ...kept, 'CSeq: 1 CANCEL', 'Content-Length: 0', '', ''].join('\r\n'));
    }
  }

  close(): void {
    this.#sip.close();
    this.#rtp.close();
  }
}
