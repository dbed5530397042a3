import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHall, domain, usual } from '../testing/hall.ts';
import type { Hall } from '../testing/hall.ts';
import { fakePeer } from '../testing/phone.ts';
import type { Phone } from '../testing/phone.ts';
import { headerOf, message, raw, registration, startLine } from '../testing/raw.ts';

let hall: Hall;
let caller: Phone;
beforeEach(async () => {
  hall = createHall();
  caller = await hall.ready('outside', 'outside');
});
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

const queue = `sip:113@${domain}`;
const elsewhere = 'cancelled SIP:200:Call completed elsewhere';
const moved = 'cancelled SIP:302:Others are rung';
const call = (headers: [string, string][] = []) =>
  caller.call(queue, { from: `sip:+4791234567@${domain}`, headers });
const ready = (number: number) => hall.ready('position', `pos${number}`, ['113']);

describe('a queue call', () => {
  it('rings at every position that is ready, and the first to answer has it', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    const made = call();
    await hall.settle();
    expect(made.log).toEqual(['progress 100', 'progress 180']);
    expect(one.leg().header('X-Call')).toBe(two.leg().header('X-Call'));
    expect(one.leg().header('X-Came-In')).toBe(String(hall.clock.wall()));
    expect(one.leg().header('X-Queue-Length')).toBe('1');
    expect(one.leg().header('X-Alarm')).toBe('');
    expect(one.leg().leg.facts.callId).toBe(two.leg().leg.facts.callId);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 1, calls: 0, registrations: 5 });
    await one.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(made.log).toEqual(['progress 100', 'progress 180', 'established']);
    expect(one.leg().log).toEqual(['acknowledged']);
    expect(two.leg().log).toEqual([elsewhere]);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 1, transactions: 0 });
    await one.leg().leg.terminate();
    await hall.settle();
    expect(made.log.at(-1)).toBe('ended peer');
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 0, transactions: 0, refused: 0 });
    expect(hall.events.map(({ type }) => type).filter((type) => type.startsWith('call'))).toEqual([
      'call.waiting',
      'call.answered',
      'call.ended',
    ]);
  });

  it('keeps its place in line and its waiting time when the clock is set', async () => {
    const first = call();
    await hall.settle();
    await hall.run(5000);
    hall.clock.jumpWall(-3_600_000);
    const second = caller.call(queue, { from: `sip:+4790000002@${domain}` });
    await hall.settle();
    await hall.run(2000);
    const one = await ready(1);
    await hall.settle();
    const stamps = one.legs.map((leg) => hall.clock.wall() - Number(leg.header('X-Came-In')));
    expect(stamps).toEqual([7000, 2000]);
    await first.leg.terminate();
    await second.leg.terminate();
    await hall.settle();
  });

  it('that the caller gives up is cancelled everywhere, without a word of an answer', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    const made = call();
    await hall.settle();
    await made.leg.terminate();
    await hall.settle();
    expect([one.leg().log, two.leg().log]).toEqual([['cancelled'], ['cancelled']]);
    expect(hall.events.at(-1)).toMatchObject({ type: 'call.ended', how: 'abandoned' });
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 0, transactions: 0 });
  });

  it('is given up when the connection of its caller is lost', async () => {
    const one = await ready(1);
    call();
    await hall.settle();
    caller.wire().cut();
    await hall.settle();
    expect(one.leg().log).toEqual(['cancelled']);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, transactions: 0 });
  });

  it('waits on whatever positions reply', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    const made = call();
    await hall.settle();
    await one.leg().leg.reject(603);
    await two.leg().leg.reject(480);
    await hall.settle();
    expect(made.log).toEqual(['progress 100', 'progress 180']);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 1, transactions: 1 });
    // A position that registers again, a refresh as well, is asked again.
    await two.register('113');
    await hall.settle();
    expect(two.legs).toHaveLength(2);
    await two.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(made.log.at(-1)).toBe('established');
  });

  it('carries what the exchange says of it, and nobody else', async () => {
    const one = await ready(1);
    call([
      ['X-Call', 'forged'],
      ['X-Came-In', '1'],
      ['X-Queue-Length', '99'],
      ['X-Alarm', 'unattended'],
      ['X-Recording', 'on'],
      ['P-Asserted-Identity', `<sip:+4700000000@${domain}>`],
    ]);
    await hall.settle();
    const names = one.leg().leg.facts.headers.map(([name]) => name);
    for (const name of ['X-Call', 'X-Came-In', 'X-Queue-Length'])
      expect(names.filter((other) => other === name)).toHaveLength(1);
    expect(one.leg().header('X-Call')).not.toBe('forged');
    expect(names).not.toContain('X-Alarm');
    expect(names).not.toContain('X-Recording');
    expect(names).toContain('P-Asserted-Identity');
  });

  it.each([
    [`sip:113@${domain};user=phone`, '113'],
    ['tel:113', '113'],
    ['tel:+4711111111', '113'],
    ['tel:116117', '116117'],
    ['urn:service:sos.ambulance', '113'],
  ])('%s is for the queue %s, which is what stands in To', (uri, wanted) => {
    const network = raw(hall.exchange, 'outside');
    const position = raw(hall.exchange, 'position');
    position.ask(registration('pos4', wanted), 'pos4');
    position.news();
    network.ask(message('INVITE', { uri, to: `<${uri}>`, body: 'v=0' }), 'outside');
    const invite = position.news().find((text) => text.startsWith('INVITE '));
    expect(startLine(invite)).toBe('INVITE sip:pos4@raw.invalid;transport=ws SIP/2.0');
    expect(headerOf(invite, 'To')).toMatch(new RegExp(`[:]${wanted}[@>]`));
    const ringing = network.sent.at(-1) ?? '';
    // What the caller hears is about what the caller dialled.
    expect(headerOf(ringing, 'To')).toContain(`<${uri}>`);
  });

  it('to a number that is none here is not found', () => {
    const network = raw(hall.exchange, 'outside');
    expect(network.ask(message('INVITE', { uri: `sip:999@${domain}` }), 'outside')).toContain(' 404 ');
    expect(network.ask(message('INVITE', { uri: 'urn:service:counseling' }), 'outside')).toContain(' 404 ');
  });

  it('of a position rings at the others, not at its own telephone', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    const made = one.call(queue);
    await hall.settle();
    expect([one.legs.length, two.legs.length]).toEqual([0, 1]);
    await two.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(made.log.at(-1)).toBe('established');
  });
});

describe('who comes late', () => {
  it('gets every call that waits, the longest first, with its own time and the length of the line', async () => {
    call();
    await hall.run(1000);
    call();
    await hall.run(1000);
    call();
    await hall.settle();
    expect(hall.exchange.figures()).toMatchObject({ waiting: 3 });
    const came = hall.clock.wall();
    const one = await ready(1);
    expect(one.legs.map((leg) => leg.header('X-Came-In'))).toEqual([
      String(came - 2000),
      String(came - 1000),
      String(came),
    ]);
    expect(one.leg().header('X-Queue-Length')).toBe('3');
  });

  it('is not asked twice by a refresh', async () => {
    const one = await ready(1);
    call();
    await hall.settle();
    await one.register('113');
    await hall.settle();
    expect(one.legs).toHaveLength(1);
  });

  it('who left the queue keeps what rings, and gets nothing new', async () => {
    const one = await ready(1);
    const first = call();
    await hall.settle();
    await one.unregister('113');
    call();
    await hall.settle();
    expect(one.legs).toHaveLength(1);
    expect(one.leg().log).toEqual([]);
    await one.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(first.log.at(-1)).toBe('established');
  });

  it('after a lost connection gets the call again, and may answer the old INVITE as well', async () => {
    const one = await ready(1);
    const made = call();
    await hall.settle();
    const [old] = one.legs;
    one.wire().cut();
    await hall.settle();
    expect(hall.exchange.figures()).toMatchObject({ waiting: 1, registrations: 1 });
    await one.connect();
    await one.register('pos1');
    await one.register('113');
    await hall.settle();
    expect(one.legs).toHaveLength(2);
    await old?.leg.accept(fakePeer());
    await hall.settle();
    expect(made.log.at(-1)).toBe('established');
    expect(old?.log).toEqual(['acknowledged']);
    expect(one.leg().log).toEqual([elsewhere]);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 1, transactions: 0 });
  });

  it('who was away while it was answered is told so when back', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    call();
    await hall.settle();
    one.wire().cut();
    await hall.settle();
    await two.leg().leg.accept(fakePeer());
    await hall.settle();
    await one.connect();
    await one.register('pos1');
    await hall.settle();
    expect(one.leg().log).toEqual([elsewhere]);
    await hall.run(40_000);
    expect(hall.exchange.figures()).toMatchObject({ transactions: 0, calls: 1 });
  });

  it('whose answer comes long after all was over is told so', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    call();
    await hall.settle();
    one.wire().cut();
    await hall.settle();
    await two.leg().leg.accept(fakePeer());
    await hall.run(60_000);
    await one.connect();
    await one.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(one.leg().log).toEqual(['acknowledged', 'ended peer SIP:200:Call completed elsewhere']);
    expect(hall.exchange.figures()).toMatchObject({ calls: 1, transactions: 0 });
  });

  it('flaps: one position does not fill the memory with branches', async () => {
    const one = await ready(1);
    call();
    for (let round = 0; round < 12; round += 1) {
      await hall.settle();
      one.wire().cut();
      await hall.settle();
      await one.connect();
      await one.register('113');
    }
    await hall.settle();
    // The call, and a few branches.
    expect(hall.exchange.figures().transactions).toBeLessThan(20);
    await hall.run(40_000);
    expect(hall.exchange.figures().transactions).toBeLessThanOrEqual(6);
  });
});

describe('an empty room', () => {
  it('lets the call wait, and rings everybody who is signed in when nobody has come', async () => {
    const one = await hall.ready('position', 'pos1');
    const made = call();
    await hall.settle();
    expect(made.log).toEqual(['progress 100', 'progress 182']);
    await hall.run(usual.unattendedMs - 1);
    expect(one.legs).toHaveLength(0);
    await hall.run(1);
    expect(one.leg().header('X-Alarm')).toBe('unattended');
    expect(made.log.at(-1)).toBe('progress 180');
    const late = await hall.ready('position', 'pos2');
    expect(late.leg().header('X-Alarm')).toBe('unattended');
    await late.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(one.leg().log).toEqual([elsewhere]);
    expect(made.log.at(-1)).toBe('established');
    expect(hall.events.filter(({ type }) => type === 'call.unattended')).toHaveLength(1);
  });

  it('that is empty no more: the call is offered first, then the alarm ends', async () => {
    const [one, two] = [await hall.ready('position', 'pos1'), await hall.ready('position', 'pos2')];
    call();
    await hall.run(usual.unattendedMs);
    await one.register('113');
    await hall.settle();
    expect(one.legs.map((leg) => [leg.header('X-Alarm'), leg.log])).toEqual([
      ['unattended', [moved]],
      ['', []],
    ]);
    expect(two.leg().log).toEqual([moved]);
    const order = one
      .wire()
      .received.map(startLine)
      .filter((line) => /^(?:INVITE|CANCEL)/.test(line));
    expect(order.map((line) => line.split(' ', 1)[0])).toEqual(['INVITE', 'INVITE', 'CANCEL']);
  });

  it('becomes empty while a call waits: counted from then', async () => {
    const one = await ready(1);
    call();
    await hall.run(usual.unattendedMs * 2);
    expect(one.legs).toHaveLength(1);
    await one.unregister('113');
    await hall.run(usual.unattendedMs - 1);
    expect(one.legs).toHaveLength(1);
    await hall.run(1);
    expect(one.leg().header('X-Alarm')).toBe('unattended');
  });
});

describe('a call whose position was lost', () => {
  it('is the same call again, and first in line', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    const made = call();
    await hall.settle();
    const [name, came] = [one.leg().header('X-Call'), one.leg().header('X-Came-In')];
    await one.leg().leg.accept(fakePeer());
    await hall.settle();
    const old = one.leg().leg.facts.callId;
    one.wire().cut();
    await hall.run(usual.lostMs - 1);
    expect(made.log.at(-1)).toBe('established');
    call();
    await hall.run(1);
    expect(made.log.at(-1)).toBe('ended peer SIP:480:Position lost');
    expect(hall.events.at(-1)).toMatchObject({ type: 'call.ended', how: 'lost', call: name });
    call([['In-Reply-To', old]]);
    await hall.settle();
    expect(two.leg().header('X-Call')).toBe(name);
    expect(two.leg().header('X-Came-In')).toBe(came);
    expect(hall.events.at(-1)).toMatchObject({ type: 'call.waiting', call: name, again: true });
    // Once.
    call([['In-Reply-To', old]]);
    await hall.settle();
    expect(two.leg().header('X-Call')).not.toBe(name);
    const three = await ready(3);
    expect(three.legs[0]?.header('X-Call')).toBe(name);
  });
});
