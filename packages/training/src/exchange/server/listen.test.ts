import { once } from 'node:events';
import { systemClock } from '@samband/telephony/engine';
import type { IncomingLeg } from '@samband/telephony/ports';
import { createSipStack } from '@samband/telephony/sip';
import { fakeLogger } from '@samband/telephony/testing';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createExchange } from '../index.ts';
import type { Exchange } from '../index.ts';
import { domain, ha1Of, usual } from '../testing/hall.ts';
import { fakePeer, legLog } from '../testing/phone.ts';
import { isLoopback, listenExchange } from './listen.ts';
import type { Listening } from './listen.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function listening(): Promise<{ exchange: Exchange; server: Listening; url: string }> {
  const exchange = createExchange({
    clock: systemClock(),
    ids: { next: () => crypto.randomUUID(), random: Math.random },
    logger: fakeLogger(),
    config: usual,
    ha1Of,
  });
  const server = await listenExchange({ exchange, host: '127.0.0.1', port: 0 });
  undo.push(
    () => server.close(),
    () => exchange.dispose(),
  );
  return { exchange, server, url: `ws://127.0.0.1:${server.port}` };
}

function telephone(url: string, user: string, legs: (leg: IncomingLeg) => void) {
  const stack = createSipStack({
    clock: systemClock(),
    ids: { next: () => crypto.randomUUID(), random: Math.random },
    logger: fakeLogger(),
    WebSocket: WebSocket,
  });
  const nothing = (): void => undefined;
  const flow = stack.openFlow(
    {
      edge: 'A',
      url,
      aor: `sip:${user}@${domain}`,
      contactUser: user,
      instanceId: crypto.randomUUID(),
      regId: 1,
      credentials: { username: user, realm: domain, ha1: ha1Of(user) ?? '' },
      userAgent: 'test',
    },
    { handleConnected: nothing, handleDisconnected: nothing, handleDropped: nothing, handleIncoming: legs },
  );
  undo.push(() => flow.dispose());
  return flow;
}

it.each([
  ['localhost', true],
  ['127.0.0.9', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.0.2.1', false],
  ['127.example.org', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

it('listens to its own machine only, unless it is opened and encrypted', async () => {
  const exchange = {} as Exchange;
  await expect(listenExchange({ exchange, host: '0.0.0.0', port: 0 })).rejects.toThrow(RangeError);
  await expect(listenExchange({ exchange, host: '0.0.0.0', port: 0, open: true })).rejects.toThrow(
    RangeError,
  );
});

it('carries a call from the telephone network to a console', async () => {
  const { exchange, url } = await listening();
  const rang = new Promise<void>((resolve) => {
    const console = telephone(url, 'pos1', (leg) => {
      leg.setHandlers(legLog([]));
      void leg.accept(fakePeer()).then(resolve);
    });
    void (async () => {
      await console.connect(5000);
      expect(await console.register(`sip:pos1@${domain}`, 60)).toMatchObject({ ok: true, expires: 60 });
      expect(await console.register(`sip:113@${domain}`, 60)).toMatchObject({ ok: true });
    })();
  });
  const network = telephone(`${url}/outside`, 'outside', () => undefined);
  await network.connect(5000);
  const up = new Promise<void>((resolve) => {
    network.invite(
      { target: `sip:113@${domain}`, from: 'sip:+4791234567@net.test', headers: [] },
      fakePeer(),
      {
        ...legLog([]),
        handleEstablished: resolve,
      },
    );
  });
  await Promise.all([rang, up]);
  expect(exchange.figures()).toMatchObject({ calls: 1, waiting: 0, connections: 2 });
});

async function refusal(url: string, protocol?: string, origin?: string): Promise<number | undefined> {
  const socket = new WebSocket(url, protocol, origin === undefined ? {} : { origin });
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
  socket.terminate();
  return response.statusCode;
}

it('takes nothing but SIP at its two paths, and no page of the web', async () => {
  const { url } = await listening();
  expect(await refusal(url)).toBe(400);
  expect(await refusal(url, 'xmpp')).toBe(400);
  expect(await refusal(`${url}/other`, 'sip')).toBe(404);
  expect(await refusal(url, 'sip', 'https://example.org')).toBe(403);
  const response = await fetch(url.replace('ws:', 'http:'));
  expect(response.status).toBe(404);
});

it('closes a connection whose message is too large, and the others go on', async () => {
  const { exchange, url } = await listening();
  const [bad, good] = [new WebSocket(url, 'sip'), new WebSocket(url, 'sip')];
  await Promise.all([once(bad, 'open'), once(good, 'open')]);
  bad.send('x'.repeat(70_000));
  await once(bad, 'close');
  good.send('\r\n\r\n');
  const [data] = (await once(good, 'message')) as [Buffer];
  expect(data.toString()).toBe('\r\n');
  good.close();
  await once(good, 'close');
  await expect.poll(() => exchange.figures().connections).toBe(0);
});
