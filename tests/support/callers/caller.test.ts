import { afterEach, describe, expect, it } from 'vitest';
import { startAnswerer, startCaller } from './caller.ts';
import type { CallerOptions, Party, Telephone, Trunk } from './caller.ts';
import { pidfLo } from './scenario.ts';

/** The callers call each other: no exchange is needed to know that they can. */
const open: Party[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
let nextPort = 15_160;

async function pair(options: Partial<CallerOptions> & { atOnce?: boolean } = {}) {
  const port = (nextPort += 2);
  const trunk: Trunk = {
    address: '127.0.0.1',
    exchange: { address: '127.0.0.1', port },
    domain: 'lab.example',
  };
  const answerer = await startAnswerer(trunk, { sound: 700, port, atOnce: options.atOnce ?? true });
  open.push(answerer);
  const caller = await startCaller(trunk, { sound: 1000, from: '+4790123456', ...options });
  open.push(caller);
  return { caller, answerer };
}

/** None of them has sent a packet since it was asked the last time. */
function quietSinceLastAsked(...parties: readonly Telephone[]): () => boolean {
  let last = -1;
  return () => {
    const sent = parties.reduce((sum, one) => sum + one.sent(), 0);
    const isQuiet = sent === last;
    last = sent;
    return isQuiet;
  };
}

describe('callers', () => {
  it('talk to each other, and the caller hangs up', async () => {
    const { caller, answerer } = await pair();
    await Promise.all([caller.answered(), answerer.answered()]);
    await Promise.all([
      caller.ear.expect({ hears: [700], lacks: [1000] }),
      answerer.ear.expect({ hears: [1000], lacks: [700] }),
    ]);
    await caller.hangUp();
    expect(await Promise.all([caller.ended(), answerer.ended()])).toEqual(['caller', 'peer']);
  });

  it.each(['caller', 'called one'])('send nothing any more when the %s has hung up', async (who) => {
    const { caller, answerer } = await pair();
    await Promise.all([caller.ear.expect({ hears: [700] }), answerer.ear.expect({ hears: [1000] })]);
    await (who === 'caller' ? caller : answerer).hangUp();
    await Promise.all([caller.ended(), answerer.ended()]);
    await expect.poll(quietSinceLastAsked(caller, answerer), { interval: 200 }).toBe(true);
  });

  it('one sends on when it is told to, as a gateway that has missed the BYE', async () => {
    const { caller, answerer } = await pair({ sendsOn: true });
    await answerer.ear.expect({ hears: [1000] });
    await caller.hangUp();
    await answerer.ended();
    const sent = caller.sent();
    await expect.poll(() => caller.sent()).toBeGreaterThan(sent + 20);
  });

  it('the called one can hang up, too', async () => {
    const { caller, answerer } = await pair();
    await Promise.all([caller.answered(), answerer.answered()]);
    await answerer.hangUp();
    expect(await caller.ended()).toBe('peer');
  });

  it('answers when it is told to', async () => {
    const { caller, answerer } = await pair({ atOnce: false });
    await caller.ringing();
    await answerer.answer();
    await Promise.all([caller.answered(), answerer.answered()]);
    await caller.ear.expect({ hears: [700] });
  });

  it('gives up before the answer', async () => {
    const { caller } = await pair({ atOnce: false });
    await caller.ringing();
    await caller.hangUp();
    await expect.poll(async () => caller.messages()).toContain('CANCEL sip:');
  });

  it('hangs up right after the answer', async () => {
    const { caller, answerer } = await pair({ byeAtOnce: true });
    expect(await answerer.ended()).toBe('peer');
    expect(await caller.ended()).toBe('caller');
  });

  it('shows itself as it is told to', async () => {
    const location = pidfLo({ lat: 69.65, lon: 18.95, radius: 12, method: 'GPS' });
    const { answerer } = await pair({ tel: true, asserted: '<tel:+4790123456>', location });
    await answerer.called();
    const invite = await answerer.messages();
    expect(invite).toContain('From: <tel:+4790123456>;tag=');
    expect(invite).toContain('P-Asserted-Identity: <tel:+4790123456>');
    expect(invite).toContain('Content-Type: multipart/mixed;boundary=');
    expect(invite).toContain('<gml:pos>69.65 18.95</gml:pos>');
  });
});
