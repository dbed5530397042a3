import { createSipStack } from '@samband/telephony/sip';
import type { SocketConstructor, SocketLike } from '@samband/telephony/sip';
import { fakeLogger } from '@samband/telephony/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Accepted } from '../exchange/index.ts';
import { createHall, domain, type Hall, ha1Of } from '../exchange/testing/hall.ts';
import { fakePeer, type Phone } from '../exchange/testing/phone.ts';
import type { PartyEvent } from './event.ts';
import { createParties, type Parties } from './parties.ts';
import { partiesConfig } from './testing/rig.ts';
import { type FakeSounds, fakeSounds } from './testing/sounds.ts';

let hall: Hall;
let sounds: FakeSounds;
let parties: Parties;
let position: Phone;
let events: PartyEvent[];

/** A WebSocket in memory, to the telephone network's side of the exchange. */
function socketTo({ exchange }: Hall): SocketLike {
  const listeners = new Map<string, ((event: { data: unknown }) => void)[]>();
  const fire = (type: string, data?: unknown): void => {
    for (const listener of listeners.get(type) ?? []) listener({ data });
  };
  let open = true;
  let accepted: Accepted | undefined;
  function close(): void {
    if (!open) return;
    open = false;
    queueMicrotask(() => {
      accepted?.handleClosed();
      fire('close');
    });
  }
  queueMicrotask(() => {
    accepted = exchange.accept({
      side: 'outside',
      send: (text) => queueMicrotask(() => void (open && fire('message', text))),
      close,
    });
    fire('open');
  });
  return {
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) =>
      void listeners.set(type, [...(listeners.get(type) ?? []), listener]),
    send: (data) => queueMicrotask(() => void (open && accepted?.handleText(data))),
    close,
  };
}

beforeEach(async () => {
  hall = createHall();
  sounds = fakeSounds();
  events = [];
  let count = 0;
  const ids = { next: () => `party${(count += 1)}`, random: Math.random };
  const logger = fakeLogger();
  const { clock } = hall;
  function Socket(): SocketLike {
    return socketTo(hall);
  }
  parties = createParties({
    sip: createSipStack({ clock, ids, logger, WebSocket: Socket as unknown as SocketConstructor }),
    sounds,
    clock,
    ids,
    random: () => 0.5,
    logger,
    config: {
      ...partiesConfig,
      domain,
      credentials: { username: 'outside', realm: domain, ha1: ha1Of('outside') ?? '' },
      queues: ['113'],
    },
    handle: (event) => events.push(event),
  });
  parties.connect();
  await hall.settle();
  position = await hall.ready('position', 'pos1', ['113']);
  expect(events).toEqual([{ type: 'connected' }]);
});
afterEach(() => {
  parties.dispose();
  expect(sounds.open()).toBe(0);
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

const types = (): string[] => events.map(({ type }) => type);

describe('parties at the embedded exchange', () => {
  it('a caller rings at the queue with number and name, is answered, speaks and is hung up on', async () => {
    // Some numbers have no name.
    const names: string[] = [];
    for (let count = 0; count < 4; count++) {
      parties.callNow();
      await hall.settle();
      names.push(position.leg().header('P-Asserted-Identity'));
    }
    expect(names.join('\n')).toMatch(/"[^"]+" <sip:\+4700\d{6}@/);
    expect(position.legs).toHaveLength(4);
    const { leg } = position.leg();
    await leg.accept(fakePeer());
    await hall.settle();
    expect(types().at(-1)).toBe('answered');
    await hall.run(3000);
    expect(sounds.last().saying()).toMatch(/-1$/);
    await leg.terminate();
    await hall.settle();
    expect(events.at(-1)).toMatchObject({ type: 'ended', by: 'operator' });
  });

  it('a caller whose position is lost is at another one at once', async () => {
    parties.callNow();
    await hall.settle();
    await position.leg().leg.accept(fakePeer());
    await hall.settle();
    const other = await hall.ready('position', 'pos2', ['113']);
    position.wire().cut();
    await hall.run(20_000);
    expect(types()).toContain('calledBack');
    expect(events.find(({ type }) => type === 'ended')).toMatchObject({ by: 'lost' });
    expect(other.leg().header('In-Reply-To')).not.toBe('');
    await other.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(types().at(-1)).toBe('answered');
  });

  it('a position reaches agencies, services, and a caller who gave up', async () => {
    const call = async (user: string) => {
      const made = position.call(`sip:${user}@${domain}`);
      await hall.run(8000);
      return made;
    };
    const fire = await call('110');
    expect(fire.log).toContain('established');
    expect(sounds.last().clips[0]).toBe('fire-1');
    await fire.leg.terminate();
    const music = await call('music');
    expect(sounds.last().playsMusic()).toBe(true);
    await music.leg.terminate();
    parties.callNow();
    await hall.run(181_000);
    const gaveUp = events.find((event) => event.type === 'gaveUp');
    expect(gaveUp).toBeDefined();
    const called = events.find((event) => event.type === 'called');
    const back = await call(called?.number ?? '');
    expect(back.log).toContain('established');
    expect(events.findLast(({ type }) => type === 'calledBack')).toMatchObject({
      of: gaveUp?.call,
      by: 'operator',
    });
    await back.leg.terminate();
    await hall.settle();
    expect(parties.counts()).toMatchObject({ callers: 0, called: 0, peers: 0 });
  });
});
