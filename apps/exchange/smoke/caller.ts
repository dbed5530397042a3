import { createSocket, type Socket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { header, parseSip, random, type SipText } from './sip-text.ts';
import { decodeAlaw, shareOf, toneFrame } from './tone.ts';

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
  #heard: number[] = [];
  #speaking: NodeJS.Timeout | undefined;

  private constructor(target: { address: string; port: number }, options: CallerOptions) {
    super();
    this.#target = target;
    this.#options = options;
    this.#sip.on('message', (data) => this.#receive(data.toString()));
    this.#rtp.on('message', (packet) => this.#hear(packet));
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
    const isInvite = (header(message, 'cseq') ?? '').endsWith('INVITE');
    if (!isInvite || message.start.startsWith('SIP/2.0 1')) return;
    this.finals.push(message.start);
    this.emit('final', message.start);
    if (!message.start.startsWith('SIP/2.0 200')) return;
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

  #hear(packet: Buffer): void {
    this.rtpPackets += 1;
    if ((packet[1] ?? 0) % 128 !== 8) return; // RFC 4733 events and comfort noise carry no speech
    this.#heard = [...this.#heard, ...[...packet.subarray(12)].map(decodeAlaw)].slice(-8000);
  }

  /** Share of the last half second heard that is this tone, 0 to 1. */
  heard(frequency: number): number {
    return shareOf(this.#heard.slice(-4000), frequency);
  }

  /** Sends a tone from now on, PCMA, 20 ms a packet. */
  speak(frequency: number): void {
    const sdp = this.#answer?.body ?? '';
    const port = Number(/^m=audio (\d+)/m.exec(sdp)?.[1] ?? 0);
    const address = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1] ?? this.#target.address;
    const from = performance.now();
    let sent = 0;
    this.#speaking = setInterval(() => {
      for (; sent * 20 < performance.now() - from; sent += 1) {
        const head = Buffer.alloc(12);
        head.writeUInt8(0x80, 0);
        head.writeUInt8(8, 1);
        head.writeUInt16BE(sent % 65_536, 2);
        head.writeUInt32BE((sent * 160) % 2 ** 32, 4);
        head.writeUInt32BE(0x5a5a5a5a, 8);
        this.#rtp.send(Buffer.concat([head, toneFrame(frequency, sent * 160)]), port, address);
      }
    }, 10);
  }

  close(): void {
    clearInterval(this.#speaking);
    this.#sip.close();
    this.#rtp.close();
  }
}
