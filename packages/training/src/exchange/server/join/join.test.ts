import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@samband/telephony/engine';
import { fakeLogger } from '@samband/telephony/testing';
import type { FakeLogger } from '@samband/telephony/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createExchange } from '../../index.ts';
import type { Exchange } from '../../index.ts';
import { ha1Of, usual } from '../../testing/config.ts';
import { proved, registration, startLine } from '../../testing/raw.ts';
import { newCertificate } from './certificate.ts';
import { joinExchange } from './client.ts';
import { readCode } from './code.ts';
import { keyOf, proofOf } from './proof.ts';
import { startJoinServer } from './server.ts';
import type { JoinServer } from './server.ts';

let exchange: Exchange;
let logger: FakeLogger;
let server: JoinServer;
let mono = 0;
const undo: (() => unknown)[] = [];
const clock = { ...systemClock(), mono: () => mono };

async function open(places: readonly number[]): Promise<JoinServer> {
  server = await startJoinServer({
    exchange,
    clock,
    logger,
    host: '127.0.0.1',
    port: 0,
    places,
    secretOf: (position) => `secret-pos${position}`,
    siteFor: ({ url, certificates }) => JSON.stringify({ url, certificates }),
  });
  return server;
}

beforeEach(() => {
  mono = 0;
  logger = fakeLogger();
  exchange = createExchange({
    clock: systemClock(),
    ids: { next: () => crypto.randomUUID(), random: Math.random },
    logger,
    config: usual,
    ha1Of,
  });
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await server.close();
  exchange.dispose();
});

const join = (code = server.code, port = server.port) => joinExchange({ host: '127.0.0.1', port, code });
const otherThan = (code: string): string => `${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`;

/** One request without any of the client's care. */
async function post(path: string, body: string, method = 'POST'): Promise<{ status: number; text: string }> {
  const asked = request({ host: '127.0.0.1', port: server.port, path, method, rejectUnauthorized: false });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response) text += String(piece);
  return { status: response.statusCode ?? 0, text };
}

describe('who knows the code', () => {
  it('gets a place, its secret and the site, and can sign in there', async () => {
    await open([2, 3]);
    expect(server.code).toMatch(/^.{4}-.{4}$/);
    const place = await join(server.code.toLowerCase().replace('-', ' '));
    const url = `wss://127.0.0.1:${server.port}`;
    expect(place).toEqual({
      position: 2,
      secret: 'secret-pos2',
      site: JSON.stringify({ url, certificates: [server.fingerprint] }),
    });
    expect(server.joined()).toBe(1);
    const console = new WebSocket(url, 'sip', { rejectUnauthorized: false });
    undo.push(() => console.terminate());
    await once(console, 'open');
    const next = async (): Promise<string> => String(((await once(console, 'message')) as [Buffer])[0]);
    const text = registration('pos2', 'pos2');
    console.send(text);
    console.send(proved(text, await next(), 'pos2', ha1Of('pos2') ?? ''));
    expect(startLine(await next())).toBe('SIP/2.0 200 OK');
    expect(exchange.signedIn()).toEqual(['pos2']);
  });

  it('gets no place when all are taken', async () => {
    await open([2]);
    await join();
    await expect(join()).rejects.toMatchObject({ code: 'join.full' });
    // A console that has never come has given it back.
    mono += 130_000;
    expect(await join()).toMatchObject({ position: 2 });
  });

  it('is the code of one opening', async () => {
    const first = (await open([2])).code;
    await server.close();
    await open([2]);
    expect(server.code).not.toBe(first);
    await expect(join(first)).rejects.toMatchObject({ code: 'join.code' });
  });
});

describe('who does not', () => {
  it('gets nothing, and after five tries nobody does for a minute', async () => {
    await open([2]);
    const wrong = otherThan(server.code);
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(join(wrong)).rejects.toMatchObject({ code: 'join.code' });
    await expect(join()).rejects.toMatchObject({ code: 'join.later' });
    mono += 60_000;
    expect(await join()).toMatchObject({ position: 2 });
  });

  it('is not asked when it is no code at all', async () => {
    await open([2]);
    await expect(join('x')).rejects.toMatchObject({ code: 'join.code', category: 'input' });
    expect(logger.lines.some(({ message: line }) => line.includes('wrong'))).toBe(false);
  });

  it.each([
    '',
    '{',
    '[]',
    '{"proof":"x"}',
    '{"proof":1,"nonce":2}',
    JSON.stringify({ proof: 'a'.repeat(43), nonce: 'b'.repeat(43) }),
  ])('is refused, whatever is wrong: %j', async (body) => {
    await open([2]);
    expect((await post('/join', body)).status).toBe(403);
  });

  it('cannot use what somebody else has said', async () => {
    await open([2, 3]);
    const { salt } = JSON.parse((await post('/join/salt', '', 'GET')).text) as { salt: string };
    const key = await keyOf(readCode(server.code) ?? '', Buffer.from(salt, 'base64url'));
    const nonce = 'n'.repeat(43);
    const proof = proofOf(key, 'join', server.fingerprint, nonce).toString('base64url');
    const body = JSON.stringify({ proof, nonce });
    expect((await post('/join', body)).status).toBe(200);
    expect((await post('/join', body)).status).toBe(403);
    // A proof for another certificate: what somebody in between would hand on.
    const elsewhere = proofOf(key, 'join', 'sha256/other', 'm'.repeat(43)).toString('base64url');
    expect((await post('/join', JSON.stringify({ proof: elsewhere, nonce: 'm'.repeat(43) }))).status).toBe(
      403,
    );
  });

  it('finds nothing else: no outside, no other path, no long body', async () => {
    await open([2]);
    const socket = new WebSocket(`wss://127.0.0.1:${server.port}/outside`, 'sip', {
      rejectUnauthorized: false,
    });
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
    expect(response.statusCode).toBe(404);
    socket.terminate();
    expect((await post('/', '', 'GET')).status).toBe(404);
    expect((await post('/join', 'x'.repeat(5000))).status).toBe(413);
  });
});

describe('a machine that only says it has the exercise', () => {
  async function impostor(reply: (path: string) => object): Promise<number> {
    const http = createServer(await newCertificate(Date.now()), (asked, response) => {
      asked.resume();
      response.end(JSON.stringify(reply(asked.url ?? '')));
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    undo.push(
      () => new Promise((resolve) => http.close(resolve)),
      () => http.closeAllConnections(),
    );
    return (http.address() as AddressInfo).port;
  }

  it('is not believed', async () => {
    await open([2]);
    const salt = 's'.repeat(22);
    const place = { proof: 'p'.repeat(43), position: 2, secret: 'x', site: 'y' };
    const port = await impostor((path) => (path === '/join/salt' ? { salt } : place));
    await expect(join(server.code, port)).rejects.toMatchObject({ code: 'join.untrusted' });
  });

  it.each([{}, { salt: 5 }, { salt: 's'.repeat(22), position: 'x' }])(
    'that talks nonsense is none: %j',
    async (answer) => {
      await open([2]);
      const port = await impostor(() => answer);
      await expect(join(server.code, port)).rejects.toMatchObject({ code: 'join.unreachable' });
    },
  );

  it('that is not there is not reachable', async () => {
    await open([2]);
    const { port } = server;
    await server.close();
    await expect(join(server.code, port)).rejects.toMatchObject({
      code: 'join.unreachable',
      category: 'network',
    });
    await open([2]);
  });
});

it('no code and no secret stands in the log', async () => {
  await open([2]);
  await join();
  await expect(join(otherThan(server.code))).rejects.toThrow();
  const log = JSON.stringify(logger.lines);
  expect(log).not.toContain(server.code);
  expect(log).not.toContain(server.code.replace('-', ''));
  expect(log).not.toContain('secret-pos');
});
