import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPeer, createScene, headerOf, invite, type Line, respond } from './testing/exchange.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const ha1 = md5('pos7:example.org:secret');

afterEach(() => {
  vi.useRealTimers();
});

/** Checks a digest as a registrar does (RFC 2617 §3.2.2). */
function digestFits(request: string): boolean {
  const header = headerOf(request, 'Authorization');
  const field = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(header)?.[1] ?? '';
  const ha2 = md5(`REGISTER:${field('uri')}`);
  const middle = field('qop')
    ? `${field('nonce')}:${field('nc')}:${field('cnonce')}:${field('qop')}`
    : field('nonce');
  return field('response') === md5(`${ha1}:${middle}:${ha2}`) && field('username') === 'pos7';
}

/** A registrar with digest; other positions are bound to the same AoR. */
function registrar(line: Line, seen: string[]): () => void {
  return line.watch((text) => {
    if (!text.startsWith('REGISTER')) return;
    seen.push(text);
    const challenge = 'Digest realm="example.org", nonce="abc", qop="auth", algorithm=MD5';
    if (!digestFits(text)) {
      queueMicrotask(() => line.give(respond(text, 401, [`WWW-Authenticate: ${challenge}`])));
      return;
    }
    const answer = respond(text, 200, [
      'Date: Sat, 13 Nov 2010 23:29:00 GMT',
      'Contact: Ødelagt <tel:1>, <sip:pos8@x.invalid;transport=ws>;expires=999',
    ]);
    const own = headerOf(text, 'Contact').replace(/expires=\d+/, 'expires=120');
    queueMicrotask(() =>
      line.give(answer.replace('Contact: <sip:callee@192.0.2.9:5060>', `Contact: ${own}`)),
    );
  });
}

describe('registration', () => {
  it('meets the digest with HA1 and tells expiry and date', async () => {
    const { flow, line } = await createScene({
      credentials: { username: 'pos7', realm: 'example.org', ha1 },
    });
    const seen: string[] = [];
    registrar(line(), seen);
    expect(await flow.register('sip:pos7@example.org', 300)).toEqual({
      ok: true,
      expires: 120,
      date: 'Sat, 13 Nov 2010 23:29:00 GMT',
    });
    const [first = '', second = ''] = seen;
    expect(first).toMatch(/^REGISTER sip:example\.org SIP\/2\.0/);
    expect(headerOf(first, 'Contact')).toBe(
      '<sip:pos7@111111112222.invalid;transport=ws>;+sip.instance="<urn:uuid:11111111-2222-4333-8444-555555555555>";reg-id=1;expires=300',
    );
    expect(headerOf(first, 'Supported')).toBe('path, outbound');
    expect(headerOf(second, 'Call-ID')).toBe(headerOf(first, 'Call-ID'));
    expect(second).not.toContain('secret');
    flow.dispose();
  });

  it('registers a queue with the same contact, refreshes in one sequence, and lets go', async () => {
    const { flow, line } = await createScene({
      credentials: { username: 'pos7', realm: 'example.org', ha1 },
    });
    const seen: string[] = [];
    registrar(line(), seen);
    await flow.register('sip:113@example.org', 300);
    await Promise.all([flow.register('sip:113@example.org', 300), flow.register('sip:113@example.org', 300)]);
    expect(await flow.unregister('sip:113@example.org')).toMatchObject({ ok: true, expires: 0 });
    const numbers = seen.map((text) => Number.parseInt(headerOf(text, 'CSeq'), 10));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(seen.map((text) => headerOf(text, 'Call-ID'))).size).toBe(1);
    expect(headerOf(seen[0] ?? '', 'To')).toBe('<sip:113@example.org>');
    expect(headerOf(seen.at(-1) ?? '', 'Contact')).toMatch(/;expires=0$/);
    flow.dispose();
  });

  it('tells a refusal, wrong secret included', async () => {
    const { flow, line } = await createScene();
    registrar(line(), []);
    expect(await flow.register('sip:pos7@example.org', 300)).toEqual({
      ok: false,
      status: 401,
      reason: 'Because',
    });
    expect(await flow.register('no address', 300)).toEqual({ ok: false, status: 0, reason: 'address' });
    flow.dispose();
  });

  it('asks for longer after 423, once', async () => {
    const { flow, line } = await createScene();
    const seen: string[] = [];
    line().watch((text) => {
      seen.push(text);
      queueMicrotask(() => line().give(respond(text, 423, ['Min-Expires: 600'])));
    });
    expect(await flow.register('sip:pos7@example.org', 60)).toMatchObject({ ok: false, status: 423 });
    expect(seen.map((text) => headerOf(text, 'Expires'))).toEqual(['60', '600']);
    flow.dispose();
  });

  it('does not take a 200 for a binding that lists no contact of ours', async () => {
    const { flow, line } = await createScene();
    line().watch((text) => queueMicrotask(() => line().give(respond(text, 200))));
    expect(await flow.register('sip:pos7@example.org', 60)).toEqual({
      ok: false,
      status: 200,
      reason: 'not bound',
    });
    flow.dispose();
  });

  it('is not stuck by a socket that went in the middle', async () => {
    const { flow, line } = await createScene({
      credentials: { username: 'pos7', realm: 'example.org', ha1 },
    });
    const hanging = flow.register('sip:pos7@example.org', 300);
    const first = await line().next(/^REGISTER /);
    line().lose();
    expect(await hanging).toEqual({ ok: false, status: 0, reason: 'closed' });
    expect(await flow.register('sip:pos7@example.org', 300)).toMatchObject({ ok: false, reason: 'closed' });
    await flow.connect(1000);
    const seen: string[] = [];
    registrar(line(), seen);
    expect(await flow.register('sip:pos7@example.org', 300)).toMatchObject({ ok: true });
    expect(headerOf(seen[0] ?? '', 'Call-ID')).toBe(headerOf(first, 'Call-ID'));
    flow.dispose();
  });

  it('waits for an answer for ten seconds', async () => {
    vi.useFakeTimers();
    const { flow } = await createScene();
    const hanging = flow.register('sip:pos7@example.org', 300);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await hanging).toEqual({ ok: false, status: 0, reason: 'timeout' });
    flow.dispose();
  });

  it('makes a call to a registered address ours, and no other', async () => {
    const { flow, line, told } = await createScene({
      credentials: { username: 'pos7', realm: 'example.org', ha1 },
    });
    registrar(line(), []);
    line().give(invite({ uri: 'sip:113@example.org', branch: 'z9hG4bK1' }));
    expect(line().sent.at(-1)).toMatch(/^SIP\/2\.0 404 /);
    await flow.register('sip:113@example.org', 300);
    line().give(invite({ uri: 'sip:113@example.org', branch: 'z9hG4bK2' }));
    line().give(invite({ uri: 'tel:113', branch: 'z9hG4bK3' }));
    line().give(invite({ uri: 'urn:service:sos', branch: 'z9hG4bK4' }));
    expect(told.legs.map((leg) => leg.facts.requestUri)).toEqual([
      'sip:113@example.org',
      'tel:113',
      'urn:service:sos',
    ]);
    expect(told.dropped).toEqual(['requestUri']);
    await told.leg().accept(createPeer());
    flow.dispose();
  });
});
