import type { DialogFacts } from '@samband/telephony/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHall, domain, usual } from '../testing/hall.ts';
import type { Hall } from '../testing/hall.ts';
import { fakePeer } from '../testing/phone.ts';
import type { Phone } from '../testing/phone.ts';
import { headerOf, message, raw, startLine } from '../testing/raw.ts';

let hall: Hall;
let network: Phone;
let one: Phone;
let call: ReturnType<Phone['call']>;
beforeEach(async () => {
  hall = createHall();
  network = await hall.ready('outside', 'outside');
  one = await hall.ready('position', 'pos1', ['113']);
  call = network.call(`sip:113@${domain}`, { from: `sip:+4791234567@${domain}` });
  await hall.settle();
  await one.leg().leg.accept(fakePeer());
  await hall.settle();
});
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

const back = async (phone: Phone): Promise<void> => {
  await phone.connect();
  await phone.register(phone.user);
  await hall.settle();
};
const facts = (leg: { dialog(): DialogFacts | undefined }): DialogFacts => {
  const dialog = leg.dialog();
  if (!dialog) throw new Error('no dialog');
  return dialog;
};
const calls = (): number => hall.exchange.figures().calls;

describe('within a dialog', () => {
  it('new offers go both ways', async () => {
    await Promise.all([one.leg().leg.reinvite({ iceRestart: true }), hall.settle()]);
    await Promise.all([call.leg.reinvite({ iceRestart: false }), hall.settle()]);
    await hall.settle();
    expect(hall.exchange.figures()).toMatchObject({ calls: 1, transactions: 0, refused: 0 });
  });

  it('new offers that cross are sorted out by the two', async () => {
    const both = Promise.all([
      one.leg().leg.reinvite({ iceRestart: true }),
      call.leg.reinvite({ iceRestart: true }),
    ]);
    await hall.run(10_000);
    await both;
    expect(hall.exchange.figures()).toMatchObject({ calls: 1, transactions: 0 });
  });

  it('both may hang up at once', async () => {
    await Promise.all([one.leg().leg.terminate(), call.leg.terminate()]);
    await hall.settle();
    expect(hall.exchange.figures()).toMatchObject({ calls: 0, transactions: 0 });
    expect(hall.events.filter(({ type }) => type === 'call.ended')).toHaveLength(1);
  });

  it('a stranger is told that there is no such dialog, even one who knows its name', () => {
    const { callId, localTag, remoteTag } = facts(call.leg);
    const within = (tag: string): string =>
      message('BYE', {
        callId,
        from: `<sip:x@${domain}>;tag=${localTag}`,
        to: `<sip:113@${domain}>;tag=${tag}`,
        cseq: 99,
      });
    const stranger = raw(hall.exchange, 'position');
    stranger.give(within('wrong'));
    expect(startLine(stranger.sent.at(-1))).toContain(' 481 ');
    // A position cannot be the caller from outside.
    stranger.give(within(remoteTag));
    expect(startLine(stranger.sent.at(-1))).toContain(' 481 ');
    expect(calls()).toBe(1);
  });

  it.each(['INFO', 'REFER', 'NOTIFY', 'MESSAGE', 'UPDATE', 'OPTIONS', 'X-UNKNOWN'])(
    '%s is passed',
    async (method) => {
      const { callId, localTag, remoteTag } = facts(call.leg);
      const stranger = raw(hall.exchange, 'outside');
      const before = one.wire().received.length;
      stranger.give(
        message(method, {
          callId,
          from: `<sip:x@${domain}>;tag=${localTag}`,
          to: `<sip:113@${domain}>;tag=${remoteTag}`,
          cseq: 99,
          extra: ['Event: refer', 'Route: <sip:elsewhere.example;lr>', 'X-Call: forged'],
        }),
      );
      await hall.settle();
      const passed =
        one
          .wire()
          .received.slice(before)
          .find((text) => text.startsWith(`${method} `)) ?? '';
      expect(startLine(passed)).toMatch(/^\S+ sip:pos1@\d+\.invalid;transport=ws SIP\/2\.0$/);
      expect(headerOf(passed, 'Route')).toBe('');
      expect(headerOf(passed, 'X-Call')).toBe('');
      expect(stranger.sent).toHaveLength(1);
    },
  );
});

describe('a position whose connection is lost', () => {
  it('and comes back still has its call', async () => {
    one.wire().cut();
    await hall.run(usual.lostMs - 1);
    await back(one);
    await hall.run(usual.lostMs * 4);
    expect(calls()).toBe(1);
    await one.leg().leg.terminate();
    await hall.settle();
    expect(call.log.at(-1)).toBe('ended peer');
  });

  it('may speak before it has registered again', async () => {
    one.wire().cut();
    await hall.settle();
    await one.connect();
    await Promise.all([one.leg().leg.reinvite({ iceRestart: true }), hall.settle()]);
    await hall.run(usual.lostMs * 2);
    expect(calls()).toBe(1);
    // What the caller sends finds the new connection.
    await call.leg.terminate();
    await hall.settle();
    expect(one.leg().log.at(-1)).toBe('ended peer');
  });

  it('is not there for requests: 480, and the caller who hangs up has hung up', async () => {
    one.wire().cut();
    await hall.settle();
    await expect(call.leg.reinvite({ iceRestart: true })).rejects.toMatchObject({ code: 'reinvite.failed' });
    await call.leg.terminate();
    await hall.settle();
    expect(calls()).toBe(0);
    // It is told as soon as it is back.
    await back(one);
    expect(one.leg().log.at(-1)).toBe('ended peer');
    await hall.run(40_000);
    expect(hall.exchange.figures()).toMatchObject({ transactions: 0, calls: 0 });
  });

  it('for too long: the caller is let go, and the position learns it from its next request', async () => {
    one.wire().cut();
    await hall.run(usual.lostMs);
    expect(call.log.at(-1)).toBe('ended peer SIP:480:Position lost');
    expect(calls()).toBe(0);
    await back(one);
    await expect(
      Promise.all([one.leg().leg.reinvite({ iceRestart: true }), hall.settle()]),
    ).rejects.toMatchObject({ code: 'reinvite.failed' });
    expect(one.leg().log.at(-1)).toBe('ended network');
  });

  it('comes back as another engine that knows nothing of the call: it counts as lost', async () => {
    one.wire().cut();
    await hall.settle();
    const { instanceId } = {
      instanceId: headerOf(one.wire().sent[0], 'Contact').replace(/.*uuid:([^>]*)>.*/, '$1'),
    };
    const again = hall.phone('position', 'pos1', { instanceId });
    await again.connect();
    await again.register('pos1');
    await hall.run(usual.lostMs);
    expect(call.log.at(-1)).toBe('ended peer SIP:480:Position lost');
  });
});

describe('a caller whose connection is lost', () => {
  it('for too long: the position is told', async () => {
    network.wire().cut();
    await hall.run(usual.lostMs);
    expect(one.leg().log.at(-1)).toBe('ended peer SIP:480:Caller lost');
    expect(hall.exchange.figures()).toMatchObject({ calls: 0, transactions: 0 });
  });

  it('comes back: the call stands', async () => {
    network.wire().cut();
    await hall.run(1000);
    await back(network);
    await hall.run(usual.lostMs * 2);
    expect(calls()).toBe(1);
  });

  it('and the position’s too: nobody is told, nothing is left', async () => {
    network.wire().cut();
    one.wire().cut();
    await hall.run(usual.lostMs * 2);
    expect(hall.exchange.figures()).toMatchObject({ calls: 0, transactions: 0, connections: 0 });
  });
});

describe('a call that is taken back (RFC 3891)', () => {
  const replaces = (): [string, string] => {
    const { callId, localTag, remoteTag } = facts(one.leg().leg);
    return ['Replaces', `${callId};to-tag=${remoteTag};from-tag=${localTag}`];
  };
  const recover = `sip:recover@${domain}`;

  it('comes to the other party of the dialog that is named, and takes its place', async () => {
    const header = replaces();
    one.wire().cut();
    await hall.settle();
    const again = await hall.ready('position', 'pos1', ['113']);
    const taken = again.call(recover, { headers: [header] });
    await hall.settle();
    const leg = network.leg();
    expect(leg.leg.replaces).toEqual(facts(call.leg));
    await leg.leg.accept(fakePeer());
    await call.leg.terminate();
    await hall.run(usual.lostMs * 2);
    expect(taken.log.at(-1)).toBe('established');
    expect(calls()).toBe(1);
    await hall.run(32_000);
    expect(hall.exchange.figures()).toMatchObject({ calls: 1, transactions: 0 });
    expect(hall.events.at(-1)).toMatchObject({ type: 'call.ended', how: 'replaced' });
    // It is still the same queue call: when this one is lost as well, it goes back into line as such.
    again.wire().cut();
    await hall.run(usual.lostMs);
    expect(leg.log.at(-1)).toBe('ended peer SIP:480:Position lost');
  });

  it('is not ended for want of a connection while it is being taken', async () => {
    const header = replaces();
    one.wire().cut();
    await hall.run(usual.lostMs - 10);
    const again = await hall.ready('position', 'pos1');
    const taken = again.call(recover, { headers: [header] });
    await hall.run(20);
    expect(call.log.at(-1)).toBe('established');
    await network.leg().leg.accept(fakePeer());
    await hall.settle();
    expect(taken.log.at(-1)).toBe('established');
  });

  it.each([
    ['nothing to replace', [], 404],
    ['a dialog that nobody has', [['Replaces', 'x;to-tag=a;from-tag=b']], 481],
    ['half a name', [['Replaces', 'x;to-tag=a']], 400],
  ] as const)('%s: refused', async (_name, headers, status) => {
    const taken = one.call(recover, { headers: headers.map(([name, value]) => [name, value]) });
    await hall.settle();
    expect(taken.log.at(-1)).toBe(`failed ${status}`);
  });
});
