import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHall, domain, fakePeer } from './testing/hall.ts';
import type { Hall } from './testing/hall.ts';

let hall: Hall;
beforeEach(() => {
  hall = createHall();
});
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

const queue = `sip:113@${domain}`;

describe('a queue call', () => {
  it('rings at every position that is ready, and the first to answer has it', async () => {
    const caller = await hall.ready('outside', 'outside');
    const [one, two] = [
      await hall.ready('position', 'pos1', ['113']),
      await hall.ready('position', 'pos2', ['113']),
    ];
    const call = caller.call(queue, { from: `sip:+4791234567@${domain}` });
    await hall.settle();
    expect(call.log).toEqual(['progress 100', 'progress 180']);
    expect(one.leg().header('X-Call')).toBe(two.leg().header('X-Call'));
    expect(one.leg().header('X-Came-In')).toBe(String(hall.clock.wall()));
    expect(one.leg().header('X-Queue-Length')).toBe('1');
    expect(hall.exchange.figures()).toMatchObject({ waiting: 1, calls: 0, registrations: 5 });
    await one.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(call.log).toEqual(['progress 100', 'progress 180', 'established']);
    expect(one.leg().log).toEqual(['acknowledged']);
    expect(two.leg().log).toEqual(['cancelled SIP:200:Call completed elsewhere']);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 1, transactions: 0 });
    await one.leg().leg.terminate();
    await hall.settle();
    expect(call.log.at(-1)).toBe('ended peer');
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 0, transactions: 0, refused: 0 });
  });
});
