import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHall, domain, ha1Of } from '../testing/hall.ts';
import type { Hall } from '../testing/hall.ts';
import { headerOf, message, proved, raw, registration, startLine } from '../testing/raw.ts';

let hall: Hall;
beforeEach(() => {
  hall = createHall();
});
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

describe('who may register', () => {
  it.each([
    ['position', 'pos3', 'pos3', 200],
    ['position', 'pos3', '113', 200],
    ['position', 'pos3', 'pos4', 403],
    ['position', 'pos3', 'outside', 403],
    ['position', 'outside', 'outside', 403],
    ['outside', 'outside', 'outside', 200],
    ['outside', 'outside', '113', 403],
    ['outside', 'pos3', 'pos3', 403],
    ['position', 'pos9', 'pos9', 403],
  ] as const)('%s, as %s at %s: %d', (side, user, aor, status) => {
    const line = raw(hall.exchange, side);
    expect(line.ask(registration(user, aor), user)).toMatch(new RegExp(`^SIP/2.0 ${status} `));
    expect(hall.exchange.figures().registrations).toBe(status === 200 ? 1 : 0);
  });

  it('is one user for each connection', () => {
    const line = raw(hall.exchange, 'position');
    expect(line.ask(registration('pos1', 'pos1'), 'pos1')).toContain(' 200 ');
    expect(line.ask(registration('pos2', 'pos2'), 'pos2')).toContain(' 403 ');
  });

  it('a wrong secret is refused, and after ten of them the connection is closed', () => {
    const line = raw(hall.exchange, 'position');
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(line.closed()).toBe(false);
      expect(line.ask(registration('pos1', 'pos1'), 'pos1', 'f'.repeat(32))).toContain(' 403 ');
    }
    expect(line.closed()).toBe(true);
    expect(hall.exchange.figures()).toMatchObject({ connections: 0, registrations: 0 });
  });
});

describe('a nonce', () => {
  const challenge = (line: ReturnType<typeof raw>): string => {
    line.give(registration('pos1', 'pos1', { callId: 'n', cseq: 1 }));
    return line.sent.at(-1) ?? '';
  };
  const answered = (line: ReturnType<typeof raw>, asked: string, cseq: number): string => {
    line.give(proved(registration('pos1', 'pos1', { callId: 'n', cseq }), asked, 'pos1', ha1('pos1')));
    return line.sent.at(-1) ?? '';
  };

  it('is good for one request', () => {
    const line = raw(hall.exchange, 'position');
    const asked = challenge(line);
    expect(startLine(answered(line, asked, 2))).toContain(' 200 ');
    const again = answered(line, asked, 3);
    expect(startLine(again)).toContain(' 401 ');
    expect(headerOf(again, 'WWW-Authenticate')).toContain('stale=true');
  });

  it('is good for a minute', () => {
    const line = raw(hall.exchange, 'position');
    const asked = challenge(line);
    hall.clock.advance(60_001);
    const late = answered(line, asked, 2);
    expect(headerOf(late, 'WWW-Authenticate')).toContain('stale=true');
    expect(startLine(answered(line, late, 3))).toContain(' 200 ');
  });

  it('that nobody made is not stale but nothing', () => {
    const line = raw(hall.exchange, 'position');
    const asked = challenge(line).replace(/nonce="[^"]*"/, `nonce="0.1.${'0'.repeat(32)}"`);
    const answer = answered(line, asked, 2);
    expect(startLine(answer)).toContain(' 401 ');
    expect(answered(line, asked.replace('pos1', 'pos2'), 3)).toContain(' 401 ');
  });
});

describe('a binding', () => {
  it('is told with all others of its address, their time left, and the date', () => {
    const [one, two] = [raw(hall.exchange, 'position'), raw(hall.exchange, 'position')];
    one.ask(registration('pos1', '113', { seconds: 100 }), 'pos1');
    hall.clock.advance(40_000);
    two.ask(registration('pos2', '113', { seconds: 9000 }), 'pos2');
    const answer = two.sent.at(-1) ?? '';
    expect(answer.match(/^Contact: .*$/gm)).toEqual([
      'Contact: <sip:pos1@raw.invalid;transport=ws>;expires=60',
      'Contact: <sip:pos2@raw.invalid;transport=ws>;expires=3600',
    ]);
    expect(headerOf(answer, 'Date')).toBe(new Date(hall.clock.wall()).toUTCString());
  });

  it('ends by its time, by expires=0, by * and with its connection', () => {
    const count = (): number => hall.exchange.figures().registrations;
    const line = raw(hall.exchange, 'position');
    line.ask(registration('pos1', 'pos1', { seconds: 10 }), 'pos1');
    hall.clock.advance(10_000);
    expect(count()).toBe(0);
    line.ask(registration('pos1', 'pos1'), 'pos1');
    expect(count()).toBe(1);
    line.ask(registration('pos1', 'pos1', { seconds: 0 }), 'pos1');
    expect(count()).toBe(0);
    line.ask(registration('pos1', '113'), 'pos1');
    expect(line.ask(registration('pos1', '113', { contact: '*' }), 'pos1')).toContain(' 400 ');
    expect(line.ask(registration('pos1', '113', { contact: '*', extra: ['Expires: 0'] }), 'pos1')).toContain(
      ' 200 ',
    );
    expect(count()).toBe(0);
    line.ask(registration('pos1', 'pos1'), 'pos1');
    line.ask(registration('pos1', '113'), 'pos1');
    expect(count()).toBe(2);
    line.close();
    expect(hall.exchange.figures()).toMatchObject({ registrations: 0, connections: 0 });
    expect(hall.events.filter(({ type }) => type === 'unregistered')).toHaveLength(5);
  });

  it('is not changed by a request that was overtaken', () => {
    const line = raw(hall.exchange, 'position');
    line.ask(registration('pos1', 'pos1', { callId: 'r', cseq: 8 }), 'pos1');
    expect(line.ask(registration('pos1', 'pos1', { callId: 'r', cseq: 3, seconds: 0 }), 'pos1')).toContain(
      ' 500 ',
    );
    expect(hall.exchange.figures().registrations).toBe(1);
  });

  it('of the same instance over another connection replaces the first, whose connection is closed', () => {
    const contact = '<sip:pos1@raw.invalid>;+sip.instance="<urn:uuid:1>";reg-id=1;expires=60';
    const [one, two] = [raw(hall.exchange, 'position'), raw(hall.exchange, 'position')];
    one.ask(registration('pos1', 'pos1', { contact }), 'pos1');
    two.ask(registration('pos1', 'pos1', { contact }), 'pos1');
    expect([one.closed(), two.closed()]).toEqual([true, false]);
    expect(hall.exchange.figures()).toMatchObject({ registrations: 1, connections: 1 });
  });

  it('over a second flow of the same instance stands beside the first (RFC 5626 §4.2)', () => {
    const contact = (flow: number): string =>
      `<sip:pos1@raw.invalid>;+sip.instance="<urn:uuid:1>";reg-id=${flow};expires=60`;
    const [one, two] = [raw(hall.exchange, 'position'), raw(hall.exchange, 'position')];
    one.ask(registration('pos1', 'pos1', { contact: contact(1) }), 'pos1');
    two.ask(registration('pos1', 'pos1', { contact: contact(2) }), 'pos1');
    expect(hall.exchange.figures()).toMatchObject({ registrations: 2, connections: 2 });
  });

  it.each([
    ['of no SIP address', 'tel:113', 400],
    ['that cannot be read', '<sip:>', 400],
    ['too many at once', Array.from({ length: 9 }, (_, at) => `<sip:pos1@h${at}.invalid>`).join(', '), 400],
  ])('%s is refused', (_name, contact, status) => {
    const line = raw(hall.exchange, 'position');
    expect(line.ask(registration('pos1', 'pos1', { contact }), 'pos1')).toContain(` ${status} `);
  });

  it('are not without bound at one address', () => {
    const line = raw(hall.exchange, 'position');
    for (let at = 0; at < 200; at += 8) {
      const contact = Array.from({ length: 8 }, (_, n) => `<sip:pos1@h${at + n}.invalid>`).join(', ');
      line.ask(registration('pos1', 'pos1', { contact }), 'pos1');
    }
    expect(startLine(line.sent.at(-1))).toContain(' 503 ');
    expect(hall.exchange.figures().registrations).toBe(128);
  });

  it('that is asked for without a contact is only told', () => {
    const line = raw(hall.exchange, 'position');
    line.ask(registration('pos1', 'pos1'), 'pos1');
    const query = registration('pos1', 'pos1').replace(/^Contact: .*\r\n/m, '');
    expect(line.ask(query, 'pos1')).toContain(' 200 ');
    expect(headerOf(line.sent.at(-1), 'Contact')).toContain('sip:pos1@raw.invalid');
  });
});

it('asks nobody who it is that only wants to know whether it is there', () => {
  const line = raw(hall.exchange, 'position');
  line.give(message('OPTIONS', { uri: `sip:${domain}` }));
  expect(startLine(line.sent.at(-1))).toBe('SIP/2.0 200 OK');
  line.give('\r\n\r\n');
  expect(line.sent.at(-1)).toBe('\r\n');
});

function ha1(user: string): string {
  return ha1Of(user) ?? '';
}
