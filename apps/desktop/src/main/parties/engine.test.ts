import { emptySnapshot } from '@samband/telephony/contract';
import type { EngineConfig, EngineState, Event, Snapshot } from '@samband/telephony/contract';
import { beforeEach, expect, it } from 'vitest';
import { createEngineParty } from './engine.ts';
import type { EngineParty } from './engine.ts';
import { FakePage, FakePort, handClock, mintFakes, quietLog } from './fakes.ts';

let clock: ReturnType<typeof handClock>;
let pages: FakePage[];
let controls: FakePort[];
let configured: string[];
let events: Event[];
let saved: EngineState[];
let ups: number;
let log: ReturnType<typeof quietLog>;
let gone: number;
let snapshots: Snapshot[];
let engine: EngineParty<FakePort>;

const last = <T>(list: readonly T[]): T => {
  const item = list.at(-1);
  if (item === undefined) throw new Error('nothing there');
  return item;
};
/** Loads the newest page and answers all pings that it was sent. */
function load(): void {
  last(pages).handlers.handleLoaded();
}
function answer(): void {
  const control = last(controls);
  for (const { message } of control.sent) {
    const ping = message as { kind: string; n: number };
    if (ping.kind === 'ping') control.say({ kind: 'pong', n: ping.n });
  }
}

beforeEach(() => {
  [gone, snapshots] = [0, []];
  clock = handClock();
  log = quietLog();
  [pages, controls, configured, events, saved, ups] = [[], [], [], [], [], 0];
  engine = createEngineParty<FakePort>({
    clock,
    log,
    mint() {
      const pair = mintFakes();
      controls.push(pair.port1);
      return pair;
    },
    open(handlers) {
      pages.push(new FakePage(handlers));
      return last(pages);
    },
    config(after) {
      configured.push(after);
      return { after, epoch: configured.length } as EngineConfig;
    },
    handleEvent: (event) => events.push(event),
    handleGone: () => (gone += 1),
    handleSnapshot: (snapshot) => snapshots.push(snapshot),
    handleSave: (state) => saved.push(state),
    handleUp: () => (ups += 1),
  });
  engine.start();
});

it('hands the page its control port, then the configuration, then what was reported meanwhile', () => {
  engine.report({ type: 'screen.lost', payload: { reason: 'hang' } });
  expect(engine.running()).toBe(false);
  load();
  expect(last(pages).delivered.map(({ channel, ports }) => [channel, ports.length])).toEqual([
    ['samband:port', 1],
  ]);
  expect(last(controls).kinds()).toEqual(['start', 'report', 'ping']);
  expect([engine.running(), ups, configured]).toEqual([true, 1, ['start']]);
});

it('passes on events and states, and drops what cannot be read', () => {
  load();
  last(controls).say({ kind: 'event', event: { type: 'no such thing' } });
  last(controls).say('rubbish');
  expect([events, log.error.mock.calls.length]).toEqual([[], 2]);
  const envelope = {
    epoch: 1,
    seq: 1,
    id: 'a',
    wall: '2026-01-01T00:00:00Z',
    mono: 1,
    position: 1,
    role: 'r',
  };
  last(controls).say({ kind: 'event', event: { type: 'signedIn', ...envelope } });
  expect(events.map((event) => event.type)).toEqual(['signedIn']);
});

it('replaces a crashed engine at once, in the next epoch, and keeps reports for it', () => {
  load();
  last(pages).handlers.handleGone('crashed');
  const [dead] = pages;
  expect(dead?.destroy).toHaveBeenCalled();
  expect(controls[0]?.closed).toBe(true);
  engine.report({ type: 'process.back', payload: { which: 'devices' } });
  clock.pass(0);
  load();
  expect(pages).toHaveLength(2);
  expect(configured).toEqual(['start', 'crash']);
  expect(last(controls).kinds()).toContain('report');
});

it('replaces an engine that does not answer for two seconds', () => {
  load();
  for (let second = 0; second < 5; second += 1) {
    clock.pass(1000);
    answer();
  }
  expect(pages).toHaveLength(1);
  clock.pass(3000);
  expect(pages).toHaveLength(2);
  load();
  expect(configured).toEqual(['start', 'hang']);
});

it('gives the whole picture on when it is asked for', () => {
  load();
  engine.look();
  expect(last(controls).kinds()).toContain('look');
  last(controls).say({ kind: 'snapshot', snapshot: emptySnapshot });
  expect(snapshots).toEqual([emptySnapshot]);
});

it('tells of each death', () => {
  load();
  last(pages).handlers.handleGone('crashed');
  expect(gone).toBe(1);
});

it('takes a page that loads twice, or says that it could not start, for dead', () => {
  load();
  load();
  clock.pass(0);
  load();
  last(controls).say({ kind: 'failed', code: 'site.wrong' });
  clock.pass(1000);
  expect(pages).toHaveLength(3);
});

it('hears nothing more from an engine that it has given up', () => {
  load();
  last(pages).handlers.handleGone('crashed');
  clock.pass(0);
  load();
  controls[0]?.say({ kind: 'failed', code: 'late' });
  pages[0]?.handlers.handleGone('late');
  clock.pass(0);
  expect(pages).toHaveLength(2);
});

it('hands a screen its port', () => {
  load();
  const port = new FakePort();
  engine.attach(7, port);
  expect(last(last(controls).sent)).toEqual({ message: { kind: 'screen', id: 7 }, transfer: [port] });
});

it('leaves nothing behind', () => {
  load();
  engine.dispose();
  last(pages).handlers.handleGone('killed');
  clock.pass(60_000);
  expect(pages).toHaveLength(1);
  expect(last(pages).destroy).toHaveBeenCalled();
});
