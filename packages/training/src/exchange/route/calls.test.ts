import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHall, domain, usual } from '../testing/hall.ts';
import type { Hall } from '../testing/hall.ts';
import { fakePeer } from '../testing/phone.ts';
import type { Phone } from '../testing/phone.ts';
import { headerOf, message, raw, registration, startLine } from '../testing/raw.ts';

let hall: Hall;
let network: Phone;
beforeEach(async () => {
  hall = createHall();
  network = await hall.ready('outside', 'outside');
});
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

const address = (user: string): string => `sip:${user}@${domain}`;
const position = (number: number) => hall.ready('position', `pos${number}`);

describe('from position to position', () => {
  it('rings, is answered and ends, with a name and a time of its own', async () => {
    const [one, two] = [await position(1), await position(2)];
    const call = one.call(address('pos2'));
    await hall.settle();
    expect(call.log).toEqual(['progress 100', 'progress 180']);
    expect(two.leg().header('X-Came-In')).toBe(String(hall.clock.wall()));
    expect(two.leg().header('X-Queue-Length')).toBe('0');
    await two.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(hall.exchange.figures()).toMatchObject({ calls: 1, transactions: 0 });
    await call.leg.terminate();
    await hall.settle();
    expect(two.leg().log).toEqual(['acknowledged', 'ended peer']);
    expect(hall.exchange.figures()).toMatchObject({ calls: 0, transactions: 0 });
  });

  it.each([480, 486, 603] as const)('a refusal with %d is passed on', async (status) => {
    const [one, two] = [await position(1), await position(2)];
    const call = one.call(address('pos2'));
    await hall.settle();
    await two.leg().leg.reject(status);
    await hall.settle();
    expect(call.log.at(-1)).toBe(`failed ${status}`);
    expect(hall.exchange.figures()).toMatchObject({ calls: 0, transactions: 0 });
  });

  it('that is not there: 480; that is no position: to the telephone network', async () => {
    const one = await position(1);
    const call = one.call(address('pos2'));
    await hall.settle();
    expect(call.log.at(-1)).toBe('failed 480');
    one.call(address('pos77'));
    await hall.settle();
    expect(network.leg().header('P-Called-Party-ID')).toBe(`<sip:pos77@${domain}>`);
  });

  it('a position may call itself: the INVITE comes back to it with its own headers, and its refusal ends both', async () => {
    const one = await position(1);
    const call = one.call(address('pos1'), { headers: [['X-Proof', '0a1b']] });
    await hall.settle();
    expect(one.legs).toHaveLength(1);
    expect(one.leg().header('X-Proof')).toBe('0a1b');
    await one.leg().leg.reject(486);
    await hall.settle();
    expect(call.log.at(-1)).toBe('failed 486');
    expect(hall.exchange.figures()).toMatchObject({ calls: 0, transactions: 0, waiting: 0 });
  });

  it('is cancelled by its caller, with the reason', async () => {
    const [one, two] = [await position(1), await position(2)];
    const call = one.call(address('pos2'));
    await hall.settle();
    await call.leg.terminate();
    await hall.settle();
    expect(two.leg().log).toEqual(['cancelled']);
    expect(hall.exchange.figures()).toMatchObject({ transactions: 0 });
  });

  it('rings on for a position that comes back, and ends for one that does not', async () => {
    const [one, two] = [await position(1), await position(2)];
    const first = one.call(address('pos2'));
    await hall.settle();
    two.wire().cut();
    await hall.run(usual.lostMs - 1);
    await two.connect();
    await two.register('pos2');
    await hall.settle();
    expect(two.legs).toHaveLength(2);
    await two.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(first.log.at(-1)).toBe('established');
    await first.leg.terminate();
    await hall.settle();
    const second = one.call(address('pos2'));
    await hall.settle();
    two.wire().cut();
    await hall.run(usual.lostMs);
    expect(second.log.at(-1)).toBe('failed 408');
  });

  it('rings for five minutes', async () => {
    const [one, two] = [await position(1), await position(2)];
    const call = one.call(address('pos2'));
    await hall.run(299_999);
    expect(call.log.at(-1)).toBe('progress 180');
    await hall.run(1);
    expect(call.log.at(-1)).toBe('failed 408');
    expect(two.leg().log).toEqual(['cancelled']);
  });

  it('may be made as the queue, and as nobody else', async () => {
    const [one, two] = [await position(1), await position(2)];
    one.call(address('pos2'), { from: address('113') });
    await hall.settle();
    expect(two.leg().header('From')).toContain(address('113'));
    const call = one.call(address('pos2'), { from: address('pos3') });
    await hall.settle();
    expect(call.log.at(-1)).toBe('failed 403');
  });

  it('says nothing of an identity that only a network may assert', async () => {
    const [one, two] = [await position(1), await position(2)];
    one.call(address('pos2'), { headers: [['P-Asserted-Identity', '<sip:chief@example.org>']] });
    await hall.settle();
    expect(two.leg().header('P-Asserted-Identity')).toBe('');
    expect(two.legs).toHaveLength(1);
  });
});

describe('to the telephone network', () => {
  it('comes to its contact, and says what was dialled', async () => {
    const one = await position(1);
    const call = one.call('tel:+47 22 33 44 55', { headers: [['Priority', 'psap-callback']] });
    await hall.settle();
    const leg = network.leg();
    expect(leg.leg.facts.requestUri).toContain('sip:outside@');
    expect(leg.header('P-Called-Party-ID')).toBe(`<sip:+4722334455@${domain}>`);
    expect(leg.header('To')).toContain('+4722334455');
    expect(leg.header('Priority')).toBe('psap-callback');
    expect(leg.header('X-Call')).toBe('');
    await leg.leg.progress(fakePeer());
    await hall.settle();
    expect(call.log.at(-1)).toBe('progress 183');
    await leg.leg.accept(fakePeer());
    await hall.settle();
    expect(call.log.at(-1)).toBe('established');
  });

  it('that is not there: 480', async () => {
    const one = await position(1);
    network.wire().cut();
    await hall.settle();
    const call = one.call(address('110'));
    await hall.settle();
    expect(call.log.at(-1)).toBe('failed 480');
  });
});

describe('from the telephone network', () => {
  it('to a position, as after a transfer', async () => {
    const one = await position(1);
    network.call(address('pos1'), { from: address('+4791234567') });
    await hall.settle();
    expect(one.leg().header('X-Queue-Length')).toBe('0');
  });
});

describe('MESSAGE and OPTIONS outside a dialog', () => {
  it.each(['MESSAGE', 'OPTIONS'])('%s goes to the one it is for, and its answer back', (method) => {
    const [one, two] = [raw(hall.exchange, 'position'), raw(hall.exchange, 'position')];
    two.ask(registration('pos2', 'pos2'), 'pos2');
    two.news();
    one.ask(
      message(method, { uri: address('pos2'), from: `<${address('pos1')}>;tag=a`, body: 'hei' }),
      'pos1',
    );
    const [asked = ''] = two.news();
    expect(startLine(asked)).toBe(`${method} sip:pos2@raw.invalid;transport=ws SIP/2.0`);
    expect(headerOf(asked, 'Max-Forwards')).toBe('69');
    expect(asked).not.toContain('Proxy-Authorization');
    expect(asked.endsWith('\r\n\r\nhei')).toBe(true);
    const via = [...asked.matchAll(/^Via: .*$/gm)].map(([line]) => line).join('\r\n');
    two.give(
      `SIP/2.0 202 Accepted\r\n${via}\r\nFrom: ${headerOf(asked, 'From')}\r\nTo: ${headerOf(asked, 'To')};tag=b\r\n` +
        `Call-ID: ${headerOf(asked, 'Call-ID')}\r\nCSeq: ${headerOf(asked, 'CSeq')}\r\nX-Call: forged\r\n\r\n`,
    );
    const answer = one.sent.at(-1);
    expect(startLine(answer)).toBe('SIP/2.0 202 Accepted');
    expect(answer?.match(/^Via:/gm)).toHaveLength(1);
    expect(answer).not.toContain('forged');
    expect(hall.exchange.figures().transactions).toBe(0);
  });

  it('is refused where there is nobody, and given up when no answer comes', () => {
    const one = raw(hall.exchange, 'position');
    const page = (user: string): string => message('MESSAGE', { uri: address(user) });
    expect(one.ask(page('pos2'), 'pos1')).toContain(' 480 ');
    expect(one.ask(page('113'), 'pos1')).toContain(' 405 ');
    const outside = raw(hall.exchange, 'outside');
    expect(outside.ask(page('4791'), 'outside')).toContain(' 404 ');
    one.ask(registration('pos1', 'pos1'), 'pos1');
    outside.ask(page('pos1'), 'outside');
    hall.clock.advance(32_000);
    expect(startLine(outside.sent.at(-1))).toContain(' 408 ');
    expect(hall.exchange.figures().transactions).toBe(0);
  });
});
