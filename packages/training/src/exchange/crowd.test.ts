import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHall, domain } from './testing/hall.ts';
import type { Hall } from './testing/hall.ts';
import type { Outgoing, Telephone } from './testing/phone.ts';

const queue = `sip:113@${domain}`;

let hall: Hall;
beforeEach(() => {
  hall = createHall({ keep: false });
});
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

const calling = (caller: Telephone): Outgoing => caller.call(queue, { from: `sip:+4791234567@${domain}` });

describe('sixty calls wait for eight consoles', () => {
  it('each gets all of them when it comes, in the order they came; each call is answered once', async () => {
    const caller = await hall.light('outside', 'outside');
    const calls: Outgoing[] = [];
    for (let number = 0; number < 60; number += 1) {
      calls.push(calling(caller));
      await hall.run(100);
    }
    expect(hall.exchange.figures()).toMatchObject({ waiting: 60, transactions: 60 });
    const consoles: Telephone[] = [];
    for (let number = 1; number <= 8; number += 1) {
      consoles.push(await hall.light('position', `pos${number}`, ['113']));
      const times = consoles.at(-1)?.legs.map((leg) => Number(leg.header('X-Came-In'))) ?? [];
      expect(times).toHaveLength(60);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
    expect(hall.exchange.figures()).toMatchObject({ waiting: 60, transactions: 60 + 480 });
    for (let number = 0; number < 60; number += 1) {
      await consoles[number % 8]?.legs[number]?.accept();
      if (number % 7 === 0) await hall.settle();
    }
    await hall.settle();
    expect(calls.map(({ log }) => log.at(-1))).toEqual(calls.map(() => 'established'));
    const logs = consoles.flatMap(({ legs }) => legs.map(({ log }) => log.join()));
    expect(logs.filter((log) => log === 'acknowledged')).toHaveLength(60);
    expect(logs.filter((log) => log === 'cancelled SIP:200:Call completed elsewhere')).toHaveLength(420);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 60, transactions: 0 });
    for (const call of calls) await call.terminate();
    await hall.settle();
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 0, transactions: 0, refused: 0 });
  });

  it('to real consoles too', async () => {
    const caller = await hall.light('outside', 'outside');
    for (let number = 0; number < 60; number += 1) calling(caller);
    await hall.settle();
    const consoles = [
      await hall.ready('position', 'pos1', ['113']),
      await hall.ready('position', 'pos2', ['113']),
    ];
    for (const { legs } of consoles) expect(legs).toHaveLength(60);
    caller.wire().cut();
    await hall.settle();
    for (const { legs } of consoles) expect(legs.every(({ log }) => log.join() === 'cancelled')).toBe(true);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, transactions: 0, refused: 0 });
  });
});
