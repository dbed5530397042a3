import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHall, domain } from './testing/hall.ts';
import type { Hall } from './testing/hall.ts';
import { headerOf, message, raw, registration, startLine } from './testing/raw.ts';
import type { Raw } from './testing/raw.ts';

let hall: Hall;
beforeEach(() => {
  hall = createHall();
});
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

const queue = `sip:113@${domain}`;

/** After whatever was: a call rings at a position, is answered, and ends. */
async function nextCall(): Promise<void> {
  const caller = await hall.light('outside', 'outside');
  const position = await hall.light('position', 'pos8', ['113']);
  const call = caller.call(queue, { from: `sip:+4791234567@${domain}` });
  await hall.settle();
  await position.legs.at(-1)?.accept();
  await hall.settle();
  expect(call.log.at(-1)).toBe('established');
  await call.terminate();
  await hall.settle();
  expect(position.legs.at(-1)?.log).toEqual(['acknowledged', 'ended peer']);
  caller.dispose();
  position.dispose();
  await hall.settle();
}

/** Messages that were right once, with a piece replaced, taken out or repeated. */
const samples = [
  message('INVITE', { body: 'v=0' }),
  message('REGISTER', { uri: `sip:${domain}` }),
  message('OPTIONS', { to: `<${queue}>;tag=x` }),
  message('CANCEL'),
  message('ACK', { to: `<${queue}>;tag=x` }),
  message('BYE', { to: `<${queue}>;tag=x` }),
  message('MESSAGE', { uri: `sip:pos1@${domain}` }),
  'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS x;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=a\r\nTo: <sip:a@b>;tag=b\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n\r\n',
];
const bent = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(
      fc.tuple(
        fc.nat(600),
        fc.nat(60),
        fc.oneof(
          fc.string({ maxLength: 40 }),
          fc.constantFrom('\r\n', '\r\n\r\n', '\0', ';', ',', '<', '"', ':', '\uD800'),
        ),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce(
      (bending, [at, length, put]) => bending.slice(0, at) + put + bending.slice(at + length),
      text,
    ),
  );

describe('what nobody foresaw', () => {
  it('never throws, is counted, keeps nothing, and the next call is answered', async () => {
    const lines = [raw(hall.exchange, 'position'), raw(hall.exchange, 'outside')] as const;
    let given = 0;
    fc.assert(
      fc.property(fc.oneof(bent, fc.string({ maxLength: 300 })), fc.boolean(), (text, isOutside) => {
        given += 1;
        lines[isOutside ? 1 : 0].give(text);
      }),
      { numRuns: 3000 },
    );
    expect(given).toBe(3000);
    expect(hall.exchange.figures()).toMatchObject({
      transactions: 0,
      registrations: 0,
      calls: 0,
      waiting: 0,
    });
    expect(hall.exchange.figures().refused).toBeGreaterThan(1000);
    expect(hall.events.some((event) => event.type === 'refused' && event.why === 'exception')).toBe(false);
    await nextCall();
  });

  it('from one who has proved who it is does no more harm', async () => {
    const line = raw(hall.exchange, 'outside');
    fc.assert(
      fc.property(bent, (text) => {
        line.ask(text, 'outside');
      }),
      { numRuns: 1500 },
    );
    expect(hall.events.some((event) => event.type === 'refused' && event.why === 'exception')).toBe(false);
    line.close();
    expect(hall.exchange.figures()).toMatchObject({ connections: 0, waiting: 0, calls: 0 });
    await hall.run(400_000);
    expect(hall.exchange.figures()).toMatchObject({ transactions: 0 });
    await nextCall();
  });

  it('in responses to a call: bent, doubled, from somebody else', async () => {
    const network = raw(hall.exchange, 'outside');
    const [one, two] = [raw(hall.exchange, 'position'), raw(hall.exchange, 'position')];
    one.ask(registration('pos1', '113'), 'pos1');
    two.ask(registration('pos2', '113'), 'pos2');
    network.ask(message('INVITE', { body: 'v=0' }), 'outside');
    const invite = one.sent.find((text) => text.startsWith('INVITE ')) ?? '';
    const answer = (status: number): string =>
      [
        `SIP/2.0 ${status} Well`,
        ...[...invite.matchAll(/^(?:Via|From|Call-ID|CSeq): .*$/gm)].map(([line]) => line),
      ]
        .concat(`To: ${headerOf(invite, 'To')};tag=t`, 'Contact: <sip:pos1@raw.invalid>', '', '')
        .join('\r\n');
    // The branch is the other one's: what this one says of it is nothing.
    two.give(answer(200));
    expect(hall.exchange.figures()).toMatchObject({ waiting: 1 });
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 199 }),
        fc.nat(300),
        fc.string({ maxLength: 20 }),
        (status, at, put) => {
          const text = answer(status);
          const bentText = text.slice(0, at) + put + text.slice(at + put.length);
          // Bent into a final response it is one, and the exchange is right to take it.
          fc.pre(!/^SIP\/2\.0 [2-6]/.test(bentText));
          one.give(bentText);
        },
      ),
      { numRuns: 500 },
    );
    expect(hall.exchange.figures()).toMatchObject({ waiting: 1 });
    one.give(answer(200));
    expect(startLine(network.sent.at(-1))).toBe('SIP/2.0 200 Well');
    for (const line of [network, one, two]) line.close();
    await hall.run(400_000);
    expect(hall.exchange.figures()).toMatchObject({ transactions: 0, calls: 0 });
    await nextCall();
  });
});

describe('too much', () => {
  const answersOf = (line: Raw): string[] => line.news().map((text) => startLine(text).slice(8, 11));

  it('of one message is 413, of hops 483, and more headers than are looked at harm nobody', () => {
    const line = raw(hall.exchange, 'position');
    line.give(message('INVITE', { body: 'x'.repeat(300_000) }));
    line.give(message('INVITE', { extra: Array.from({ length: 300 }, () => 'X: y') }));
    line.give(message('INVITE').replace('Max-Forwards: 70', 'Max-Forwards: 0'));
    expect(answersOf(line)).toEqual(['413', '407', '483']);
  });

  it('at once is dropped, and one who does not stop is let go', async () => {
    hall.dispose();
    hall = createHall({ config: { rate: { perSecond: 10, burst: 20 } } });
    const line = raw(hall.exchange, 'position');
    for (let count = 0; count < 100; count += 1) line.give(message('OPTIONS', { uri: `sip:${domain}` }));
    expect(line.news()).toHaveLength(20);
    expect(hall.exchange.figures().refused).toBe(80);
    hall.clock.advance(1000);
    for (let count = 0; count < 100; count += 1) line.give('\r\n\r\n');
    expect(line.news()).toHaveLength(10);
    expect(line.closed()).toBe(false);
    for (let count = 0; count < 6000; count += 1) line.give('\r\n\r\n');
    expect(line.closed()).toBe(true);
    await nextCall();
  });

  it('of calls is 503, and one more place is one more call', () => {
    const line = raw(hall.exchange, 'outside');
    const count = (): number => hall.exchange.figures().waiting;
    for (let call = 0; call < 2001; call += 1) {
      hall.clock.advance(2);
      line.ask(message('INVITE'), 'outside');
    }
    expect(count()).toBe(2000);
    expect(startLine(line.sent.at(-1))).toContain(' 503 ');
    line.close();
    expect(count()).toBe(0);
  });

  it('of connections is closed at the door', () => {
    const lines = Array.from({ length: 300 }, () => raw(hall.exchange, 'position'));
    expect(lines.filter((line) => line.closed())).toHaveLength(44);
    expect(hall.exchange.figures().connections).toBe(256);
  });
});

describe('what is told of a call', () => {
  it('the same request twice is one call, and by two ways is a loop', () => {
    const line = raw(hall.exchange, 'outside');
    const text = message('INVITE', { callId: 'twice' });
    line.ask(text, 'outside');
    const last = line.sent.length;
    const [proof = ''] = [line.sent.at(-1)];
    expect(startLine(proof)).toContain(' 182 ');
    line.give(text);
    expect(startLine(line.sent.at(-1))).toContain(' 407 ');
    expect(line.sent.length).toBe(last + 1);
    expect(hall.exchange.figures().waiting).toBe(1);
    // CSeq 2 is that of the one that waits.
    line.ask(message('INVITE', { callId: 'twice', from: headerOf(text, 'From'), cseq: 1 }), 'outside');
    expect(startLine(line.sent.at(-1))).toContain(' 482 ');
  });

  it('an answer that comes again is passed again until its ACK has come, and ends nothing after that', () => {
    const [line, position] = [raw(hall.exchange, 'outside'), raw(hall.exchange, 'position')];
    position.ask(registration('pos1', '113'), 'pos1');
    line.ask(message('INVITE', { callId: 'again', body: 'v=0' }), 'outside');
    const invite = position.news().find((text) => text.startsWith('INVITE ')) ?? '';
    const kept = [...invite.matchAll(/^(?:Via|From|Call-ID|CSeq): .*$/gm)].map(([kept1]) => kept1);
    const to = `${headerOf(invite, 'To')};tag=t`;
    const answer = ['SIP/2.0 200 OK', ...kept, `To: ${to}`, 'Contact: <sip:pos1@raw.invalid>', '', ''].join(
      '\r\n',
    );
    line.news();
    position.give(answer);
    position.give(answer);
    expect(line.news().map(startLine)).toEqual(['SIP/2.0 200 OK', 'SIP/2.0 200 OK']);
    line.give(message('ACK', { callId: 'again', from: headerOf(invite, 'From'), to, cseq: 2 }));
    position.give(answer);
    expect(position.news().map(startLine)).toEqual(['ACK sip:pos1@raw.invalid SIP/2.0']);
    // The same fork's second answer, from further down, has nobody to talk to.
    position.give(answer.replace(';tag=t\r', ';tag=other\r'));
    expect(position.news().map((text) => startLine(text).split(' ', 1)[0])).toEqual(['ACK', 'BYE']);
    expect(hall.exchange.figures()).toMatchObject({ calls: 1, transactions: 0 });
  });

  it('a CANCEL of somebody else, or of nothing, ends nothing', () => {
    const [line, other] = [raw(hall.exchange, 'outside'), raw(hall.exchange, 'outside')];
    line.ask(message('INVITE', { branch: 'z9hG4bKmine', callId: 'c' }), 'outside');
    const cancel = message('CANCEL', { branch: 'z9hG4bKminex', callId: 'c', cseq: 2 });
    other.give(cancel);
    expect(startLine(other.sent.at(-1))).toContain(' 481 ');
    expect(hall.exchange.figures().waiting).toBe(1);
    line.give(cancel);
    expect(line.news().slice(-2).map(startLine)).toEqual([
      'SIP/2.0 200 OK',
      'SIP/2.0 487 Request Terminated',
    ]);
    expect(hall.exchange.figures()).toMatchObject({ waiting: 0, transactions: 0 });
  });

  it('methods that begin nothing here are not allowed', () => {
    const line = raw(hall.exchange, 'position');
    for (const method of ['SUBSCRIBE', 'PUBLISH', 'REFER', 'NOTIFY', 'BYE']) line.give(message(method));
    expect(line.news().map(startLine)).toEqual(
      Array.from({ length: 5 }, () => 'SIP/2.0 405 Method Not Allowed'),
    );
  });
});
