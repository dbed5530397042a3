import type { PracticeInfo, Report } from '@samband/telephony/contract';
import { beforeEach, expect, it } from 'vitest';
import type { FakePort } from '../parties/fakes.ts';
import { FakePage, handClock, mintFakes, quietLog } from '../parties/fakes.ts';
import { createPractice } from './practice.ts';
import type { Practice } from './practice.ts';

let pages: Record<'exchange' | 'callers', FakePage[]>;
let controls: FakePort[];
let reports: Report[];
let changes: PracticeInfo[];
let written: unknown[];
let clock: ReturnType<typeof handClock>;
let practice: Practice;

const secrets = new Map([
  ['outside', 'o'],
  ['pos1', 'p'],
]);

beforeEach(() => {
  pages = { exchange: [], callers: [] };
  [controls, reports, changes, written] = [[], [], [], []];
  clock = handClock();
  const open = (which: 'exchange' | 'callers') => (handlers: FakePage['handlers']) => {
    const page = new FakePage(handlers);
    pages[which].push(page);
    return page;
  };
  practice = createPractice<FakePort>({
    clock,
    log: quietLog(),
    mint() {
      const pair = mintFakes();
      controls.push(pair.port1);
      return pair;
    },
    openExchange: open('exchange'),
    openCallers: open('callers'),
    port: 4711,
    secrets,
    userAgent: 'tests',
    position: 1,
    speed: 10,
    newSeed: () => 41,
    addresses: () => ['192.0.2.1'],
    report: (report) => reports.push(report),
    handleChanged: () => changes.push(practice.info()),
    handleEvent: (event) => written.push(event),
  });
  practice.begin();
});

/** Both are there, and the callers are at the exchange. */
function up(): { exchange: FakePort; callers: FakePort } {
  for (const which of ['exchange', 'callers'] as const) pages[which].at(-1)?.handlers.handleLoaded();
  const [exchange, callers] = controls.slice(-2);
  if (!exchange || !callers) throw new Error('no ports');
  exchange.say({ kind: 'listening' });
  callers.say({ kind: 'connected', on: true });
  return { exchange, callers };
}
const told = (port: FakePort) => port.sent.map(({ message }) => message as { kind: string });

it('is ready once the exchange listens and the callers are connected', async () => {
  expect(practice.info()).toEqual({ ready: false });
  expect(await practice.order({ order: 'call' })).toBe(false);
  const { exchange, callers } = up();
  expect(practice.info()).toEqual({ ready: true });
  expect(told(exchange)[0]).toMatchObject({
    kind: 'start',
    port: 4711,
    users: [{ name: 'outside' }, { name: 'pos1' }],
  });
  // MD5 of outside:nordvik.practice.test:o
  expect(told(callers)[0]).toMatchObject({
    kind: 'start',
    url: 'ws://127.0.0.1:4711/outside',
    credentials: { username: 'outside', ha1: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
  });
});

it('begins and ends a day, and says so', async () => {
  const { callers } = up();
  expect(await practice.order({ order: 'day', pace: 'busy' })).toBe(true);
  expect(practice.info().day).toEqual({ pace: 'busy', seed: 41 });
  expect(await practice.order({ order: 'call' })).toBe(true);
  expect(await practice.order({ order: 'stop' })).toBe(true);
  expect(practice.info().day).toBeUndefined();
  expect(told(callers).map(({ kind }) => kind)).toEqual(['start', 'ping', 'day', 'call', 'stop']);
  expect(reports).toEqual([
    { type: 'scenario.started', payload: { pace: 'busy', seed: 41, speed: 10 } },
    { type: 'scenario.ended', payload: {} },
  ]);
});

it('brings back who dies, and the day goes on with the new one', async () => {
  up();
  await practice.order({ order: 'day', pace: 'calm' });
  pages.callers[0]?.handlers.handleGone('crashed');
  expect(practice.info().ready).toBe(false);
  clock.pass(0);
  pages.callers[1]?.handlers.handleLoaded();
  const callers = controls.at(-1);
  expect(callers && told(callers).map(({ kind }) => kind)).toEqual(['start', 'day', 'ping']);
  callers?.say({ kind: 'connected', on: true });
  pages.exchange[0]?.handlers.handleGone('exit 9');
  clock.pass(0);
  pages.exchange[1]?.handlers.handleLoaded();
  controls.at(-1)?.say({ kind: 'listening' });
  expect(practice.info().ready).toBe(true);
  const lives = reports.filter(({ type }) => type.startsWith('process.'));
  expect(lives.map(({ type, payload }) => `${type} ${'which' in payload ? payload.which : ''}`)).toEqual([
    'process.lost callers',
    'process.back callers',
    'process.lost exchange',
    'process.back exchange',
  ]);
});

it('is open for others with a code and where to go, until it is closed', async () => {
  const { exchange } = up();
  const opening = practice.order({ order: 'open' });
  expect(told(exchange).at(-1)).toEqual({ kind: 'open', places: [2, 3, 4, 5, 6, 7, 8] });
  exchange.say({ kind: 'opened', code: 'K7QM 4XNP', port: 5443, places: 7, joined: 2 });
  expect(await opening).toBe(true);
  expect(practice.info().open).toEqual({
    code: 'K7QM 4XNP',
    addresses: ['192.0.2.1:5443'],
    joined: 2,
    places: 7,
  });
  expect(await practice.order({ order: 'close' })).toBe(true);
  exchange.say({ kind: 'closed' });
  expect(changes.at(-1)?.open).toBeUndefined();
  const again = practice.order({ order: 'open' });
  exchange.say({ kind: 'closed' });
  expect(await again).toBe(false);
});

it('keeps what the parties tell, and drops what cannot be read', () => {
  const { callers, exchange } = up();
  callers.say({ kind: 'event', event: { type: 'called' } });
  callers.say({ kind: 'event' });
  exchange.say('rubbish');
  expect(written).toEqual([{ type: 'called' }]);
});
