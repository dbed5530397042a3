import { expect, it } from 'vitest';
import { emptySnapshot } from '../contract/index.ts';
import type { Snapshot } from '../contract/index.ts';
import { fakeLogger } from '../testing/index.ts';
import { createDevicesLink } from './devices-link.ts';
import type { Engine } from './engine.ts';

class Port {
  readonly sent: unknown[] = [];
  closed = 0;
  readonly listeners: Record<string, ((event: { data?: unknown }) => void)[]> = {};
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    (this.listeners[type] ??= []).push(listener);
  }
  start(): void {}
  close(): void {
    this.closed += 1;
  }
  say(data: unknown): void {
    for (const listen of this.listeners['message'] ?? []) listen({ data });
  }
  die(): void {
    for (const listen of this.listeners['close'] ?? []) listen({});
  }
}

function setUp() {
  const did: string[] = [];
  let snapshot: Snapshot = emptySnapshot;
  const note = (...words: unknown[]): void =>
    void did.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  const engine = {
    snapshot: () => snapshot,
    handlePress: ({ action, device }: { action: string; device: string }) => note('press', action, device),
    handleReport: (report: unknown) => note('report', report),
    push: {
      press: (how: string) => note('push', how),
      release: (why: string) => note('release', why),
    },
  } as unknown as Engine;
  const logger = fakeLogger();
  const link = createDevicesLink({ logger, engine: () => engine, handleLook: (what) => note('look', what) });
  const see = (more: object): void => {
    snapshot = { ...snapshot, ...more };
    link.look();
  };
  return { link, did, see, logger };
}

const muted = { calls: [{ call: 'a', state: 'up', held: { operator: false, peer: false }, muted: true }] };

it('tells what lamps go by, once for each change', () => {
  const { link, see } = setUp();
  const port = new Port();
  see(muted);
  link.attach(port);
  see({});
  see({ calls: [] });
  const desks = port.sent.map((message) => (message as { desk: { muted: boolean } }).desk.muted);
  expect(desks).toEqual([true, false]);
});

it('passes on presses, pushes and reports, and drops what cannot be read', () => {
  const { link, did } = setUp();
  const port = new Port();
  link.attach(port);
  did.length = 0;
  port.say({ kind: 'press', action: 'call.mute', device: 'Jabra' });
  port.say({ kind: 'push', how: 'talk', down: true });
  port.say({ kind: 'push', how: 'talk', down: false, why: 'limit' });
  port.say({ kind: 'push', how: 'talk', down: false });
  port.say({ kind: 'report', report: { type: 'hid.removed', payload: { device: 'x' } } });
  port.say({ kind: 'look', what: { look: 'button', device: 'x', button: 'headset.hook', down: true } });
  port.say({ kind: 'push', how: 'shout', down: true });
  expect(did).toEqual([
    'press call.mute Jabra',
    'push talk',
    'release limit',
    'release released',
    'report {"type":"hid.removed","payload":{"device":"x"}}',
    'look {"look":"button","device":"x","button":"headset.hook","down":true}',
  ]);
});

it.each(['dies', 'is replaced'])('lets go of everything when the port %s', (how) => {
  const { link, did, see } = setUp();
  const port = new Port();
  link.attach(port);
  see({ hid: [{ id: 'jabra' }] });
  did.length = 0;
  if (how === 'dies') port.die();
  else link.attach(new Port());
  expect(did).toEqual(['release lost', 'report {"type":"hid.removed","payload":{"device":"jabra"}}']);
  // What the dead one says is nobody's business any more.
  port.say({ kind: 'push', how: 'talk', down: true });
  expect(did).toHaveLength(2);
});

it('says so when there is no port', () => {
  const { link, logger } = setUp();
  link.attach(undefined);
  expect(logger.lines).toHaveLength(1);
});
