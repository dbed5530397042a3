import type { SipStack } from '@samband/telephony/ports';
import { expect, it } from 'vitest';
import { systemIds } from '../shared/clock.ts';
import type { FromCallers } from '../shared/practice.ts';
import { hostCallers } from './callers.ts';
import type { CallersPort } from './callers.ts';
import { handClock, quietLog } from '../main/parties/fakes.ts';

/** A page with a stack that tells which flow was asked for, and no sound. */
function setUp() {
  const told: FromCallers[] = [];
  const opened: string[] = [];
  let listener: (event: { data: unknown }) => void = () => undefined;
  const port: CallersPort = {
    postMessage: (message) => void told.push(message),
    addEventListener: (_type, listen) => (listener = listen),
    start: () => undefined,
  };
  const sip = {
    openFlow(config: { url: string }) {
      opened.push(config.url);
      return {
        edge: 'outside',
        connect: () => new Promise(() => undefined),
        drop: () => undefined,
        dispose: () => undefined,
      };
    },
  } as unknown as SipStack;
  const logger = quietLog();
  hostCallers(port, {
    clock: handClock(),
    ids: systemIds,
    logger,
    createSip: () => sip,
    createSounds: () => ({
      createPeer: () => {
        throw new Error('no sound here');
      },
      counts: () => ({ peers: 0, created: 0, rooms: 0 }),
      close: () => Promise.resolve(),
    }),
  });
  return { told, opened, logger, say: (data: unknown) => listener({ data }) };
}

const start = {
  kind: 'start',
  url: 'ws://127.0.0.1:4711/outside',
  domain: 'nordvik.practice.test',
  queues: ['113'],
  credentials: { username: 'outside', realm: 'nordvik.practice.test', ha1: '0'.repeat(32) },
  userAgent: 'tests',
};

it('answers heartbeats before it has anything to do', () => {
  const { told, say } = setUp();
  say({ kind: 'ping', n: 3 });
  say({ kind: 'call' });
  expect(told).toEqual([{ kind: 'pong', n: 3 }]);
});

it('starts the parties once, at the address it is told', () => {
  const { opened, say } = setUp();
  say(start);
  say(start);
  expect(opened).toEqual([start.url]);
});

it('has no parties for a domain that leads somewhere, and drops what cannot be read', () => {
  const { opened, logger, say } = setUp();
  say({ ...start, domain: 'amk.no' });
  say('rubbish');
  expect([opened, logger.error.mock.calls.map(([what]) => what as string)]).toEqual([
    [],
    ['the parties refused', 'main sent what cannot be read'],
  ]);
});
