import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';

const answerMs = 1500;

/** Sends one datagram; resolves with the first answer `accept` takes, rejects after 1.5 s. */
function askByUdp(
  port: number,
  address: string,
  message: string,
  accept: (answer: string) => boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      socket.close();
      act();
    };
    const timer = setTimeout(
      () => finish(() => reject(new Error(`no answer from ${address}:${port} (UDP)`))),
      answerMs,
    );
    socket.on('message', (data) => {
      const answer = data.toString();
      if (accept(answer)) finish(() => resolve(answer));
    });
    socket.on('error', (cause) => finish(() => reject(cause)));
    socket.bind(0, address, () => {
      const own = socket.address().port;
      socket.send(message.replaceAll('{port}', String(own)), port, address);
    });
  });
}

/** SIP OPTIONS over UDP: any final answer means a SIP stack is at work. */
export async function probeSip(address: string, port: number): Promise<void> {
  const id = randomBytes(8).toString('hex');
  const message = [
    `OPTIONS sip:probe@${address}:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${address}:{port};branch=z9hG4bK${id};rport`,
    `From: <sip:probe@${address}>;tag=${id}`,
    `To: <sip:probe@${address}:${port}>`,
    `Call-ID: ${id}`,
    'CSeq: 1 OPTIONS',
    'Max-Forwards: 5',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
  await askByUdp(port, address, message, (answer) => /^SIP\/2\.0 [2-6]\d\d /.test(answer));
}

/** rtpengine's `ping` on its control port (bencode, with a cookie in front). */
export async function probeMediaProxy(address: string, port: number): Promise<void> {
  const cookie = randomBytes(6).toString('hex');
  await askByUdp(port, address, `${cookie} d7:command4:pinge`, (answer) => answer.includes('4:pong'));
}

/** How many media sessions rtpengine has: `list` on its control port, whose answer holds a string for each. */
export async function countMediaSessions(address: string, port: number): Promise<number> {
  const cookie = randomBytes(6).toString('hex');
  const question = `${cookie} d7:command4:list5:limiti10000ee`;
  const answer = await askByUdp(port, address, question, (text) => text.startsWith(`${cookie} `));
  const start = answer.indexOf('5:callsl');
  if (start === -1) throw new Error(`rtpengine does not list its calls: ${answer.slice(0, 200)}`);
  let count = 0;
  for (let at = start + 8; answer[at] !== 'e'; count += 1) {
    const length = /^\d+/.exec(answer.slice(at, at + 6))?.[0];
    if (length === undefined) throw new Error('the list of calls of rtpengine cannot be read');
    at += length.length + 1 + Number(length);
  }
  return count;
}

/** WebSocket hand-shake for SIP; TLS without a look at the certificate, which is tested elsewhere. */
export function probeWebSocket(url: string): Promise<void> {
  const target = new URL(url);
  const request = target.protocol === 'wss:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = request({
      host: target.hostname,
      port: target.port,
      path: target.pathname,
      rejectUnauthorized: false,
      timeout: answerMs,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Protocol': 'sip',
      },
    });
    call.once('upgrade', (_response, socket) => {
      socket.destroy();
      resolve();
    });
    call.once('response', (response) => reject(new Error(`${url} answered ${response.statusCode ?? 0}`)));
    call.once('timeout', () => call.destroy(new Error(`no answer from ${url}`)));
    call.once('error', reject);
    call.end();
  });
}

/** Reads a small JSON document over HTTP, on a connection of its own: Kamailio closes it after each answer. */
export function readJson(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(url, { agent: false, timeout: answerMs }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text = (text + chunk).slice(0, 64_000)));
      response.once('error', reject);
      response.once('end', () => {
        try {
          if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode ?? 0}`);
          resolve(JSON.parse(text));
        } catch (cause) {
          reject(cause instanceof Error ? cause : new Error(String(cause)));
        }
      });
    });
    call.once('timeout', () => call.destroy(new Error(`no answer from ${url}`)));
    call.once('error', reject);
    call.end();
  });
}

/** True when something accepts TCP connections there. */
export function isListening(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: answerMs });
    const finish = (listening: boolean) => (): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', finish(true)).once('error', finish(false)).once('timeout', finish(false));
  });
}

/** Repeats `probe` until it succeeds; gives up after `limitMs` or when `alive` says there is no hope. */
export async function until(
  probe: () => Promise<void>,
  limitMs: number,
  alive: () => boolean,
): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    try {
      await probe();
      return;
    } catch (cause) {
      if (!alive() || performance.now() > end) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
