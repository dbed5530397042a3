import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createLegLog,
  createPeer,
  createScene,
  headerOf,
  inDialog,
  invite,
  respond,
  sdp,
} from './testing/exchange.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A call that is up; `final` is our 200. */
async function up() {
  const scene = await createScene();
  const peer = createPeer();
  const log = createLegLog();
  scene.line().give(invite());
  const leg = scene.told.leg();
  leg.setHandlers(log);
  await leg.accept(peer);
  const final = scene.line().sent.at(-1) ?? '';
  scene.line().give(inDialog(final, 'ACK', 1));
  peer.log.length = 0;
  return { ...scene, peer, log, leg, final };
}

const invites = (sent: readonly string[]): string[] => sent.filter((text) => text.startsWith('INVITE'));

describe('offers in a dialog', () => {
  it('are made one at a time, with an ICE restart when asked for', async () => {
    const { leg, peer, flow, line } = await up();
    const first = leg.reinvite({ iceRestart: false });
    const second = leg.reinvite({ iceRestart: true });
    const one = await line().next(/^INVITE /);
    expect(headerOf(one, 'Contact')).toBe('<sip:pos7@111111112222.invalid;transport=ws>');
    expect(invites(line().sent)).toHaveLength(1);
    line().give(respond(one, 200, [], sdp('answer1')));
    await first;
    expect(line().sent.some((text) => text.startsWith('ACK'))).toBe(true);
    const two = await line().next(/^INVITE /, line().sent.indexOf(one) + 1);
    line().give(respond(two, 200, [], sdp('answer2')));
    await second;
    expect(peer.log).toEqual(['offer', `accept ${sdp('answer1')}`, 'offer ice', `accept ${sdp('answer2')}`]);
    flow.dispose();
  });

  it('wait for the ACK to our 200', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    const leg = scene.told.leg();
    leg.setHandlers(createLegLog());
    await leg.accept(createPeer());
    const final = scene.line().sent.at(-1) ?? '';
    const done = leg.reinvite({ iceRestart: false });
    await Promise.resolve();
    expect(invites(scene.line().sent)).toEqual([]);
    scene.line().give(inDialog(final, 'ACK', 1));
    const request = await scene.line().next(/^INVITE /);
    scene.line().give(respond(request, 200, [], sdp()));
    await done;
    scene.flow.dispose();
  });

  it('are tried again after 491', async () => {
    vi.useFakeTimers();
    const { leg, peer, flow, line } = await up();
    const done = leg.reinvite({ iceRestart: false });
    const one = await line().next(/^INVITE /);
    line().give(respond(one, 491));
    await vi.advanceTimersByTimeAsync(2100);
    const two = invites(line().sent)[1] ?? '';
    expect(headerOf(two, 'CSeq')).not.toBe(headerOf(one, 'CSeq'));
    line().give(respond(two, 200, [], sdp('answer')));
    await done;
    expect(peer.log).toEqual(['offer', 'rollback', 'offer', `accept ${sdp('answer')}`]);
    flow.dispose();
  });

  it('that are refused leave the call as it was', async () => {
    const { leg, log, peer, flow, line } = await up();
    const done = leg.reinvite({ iceRestart: false });
    line().give(respond(await line().next(/^INVITE /), 488));
    await expect(done).rejects.toMatchObject({ code: 'reinvite.failed' });
    expect(peer.log).toEqual(['offer', 'rollback']);
    expect(log.log).toEqual(['acknowledged']);
    flow.dispose();
  });

  it('answered 481 end the call: nobody is there', async () => {
    const { leg, log, flow, line } = await up();
    const done = leg.reinvite({ iceRestart: false });
    line().give(respond(await line().next(/^INVITE /), 481));
    await expect(done).rejects.toMatchObject({ code: 'reinvite.failed' });
    expect(log.log).toEqual(['acknowledged', 'ended network ']);
    flow.dispose();
  });

  it('crossing the peer’s get 491', async () => {
    const { leg, peer, final, flow, line } = await up();
    let made = (_offer: string): void => undefined;
    peer.offer = () =>
      new Promise((resolve) => {
        peer.log.push('offer');
        made = resolve;
      });
    const done = leg.reinvite({ iceRestart: false });
    await vi.waitFor(() => expect(peer.log).toEqual(['offer']));
    // While our offer is made …
    line().give(inDialog(final, 'INVITE', 2, [], sdp('theirs')));
    expect(line().sent.at(-1)).toMatch(/^SIP\/2\.0 491 /);
    made(sdp('ours'));
    const request = await line().next(/^INVITE /);
    // … and while it is on its way.
    line().give(inDialog(final, 'INVITE', 3, [], sdp('theirs')));
    expect(line().sent.at(-1)).toMatch(/^SIP\/2\.0 491 /);
    line().give(respond(request, 200, [], sdp()));
    await done;
    flow.dispose();
  });

  it('that hang when the socket goes are given up, and the next goes over the new one', async () => {
    const { leg, final, flow, line, network } = await up();
    const first = leg.reinvite({ iceRestart: false });
    const request = await line().next(/^INVITE /);
    line().give(respond(request, 100));
    line().lose();
    await expect(first).rejects.toMatchObject({ code: 'reinvite.failed' });
    await flow.connect(1000);
    expect(network.lines).toHaveLength(2);
    // A late 2xx to the one given up still gets its ACK.
    line().give(respond(request, 200, [], sdp('late')));
    const ack = await line().next(/^ACK /);
    expect(headerOf(ack, 'CSeq')).toBe(headerOf(request, 'CSeq').replace('INVITE', 'ACK'));
    const second = leg.reinvite({ iceRestart: false });
    const again = await line().next(/^INVITE /);
    expect(headerOf(again, 'Call-ID')).toBe(headerOf(final, 'Call-ID'));
    line().give(respond(again, 200, [], sdp('answer')));
    await second;
    flow.dispose();
  });
});

describe('an ICE restart without a final response', () => {
  it('is followed by another one, since the peer may have taken it', async () => {
    const { leg, peer, flow, line } = await up();
    const first = leg.reinvite({ iceRestart: true });
    await line().next(/^INVITE /);
    line().lose();
    await expect(first).rejects.toMatchObject({ code: 'reinvite.failed' });
    await flow.connect(1000);
    for (const _again of [1, 2]) {
      const next = leg.reinvite({ iceRestart: false });
      const request = await line().next(/^INVITE /, line().sent.length - 1);
      line().give(respond(request, 200, [], sdp('answer')));
      await next;
    }
    expect(peer.log.filter((entry) => entry.startsWith('offer'))).toEqual([
      'offer ice',
      'offer ice',
      'offer',
    ]);
    flow.dispose();
  });
});

describe('a session that begins on hold', () => {
  it.each(['sendonly', 'inactive'] as const)('by an offer that is %s is told as one', async (direction) => {
    const scene = await createScene();
    const log = createLegLog();
    scene.line().give(invite({ body: sdp('caller', direction) }));
    const leg = scene.told.leg();
    leg.setHandlers(log);
    await leg.accept(createPeer());
    scene.line().give(inDialog(scene.line().sent.at(-1) ?? '', 'ACK', 1));
    expect(log.log).toEqual(['acknowledged', `direction ${direction}`]);
    scene.flow.dispose();
  });

  it('by the answer to our offer is told as one', async () => {
    const { flow, line } = await createScene();
    const log = createLegLog();
    flow.invite(
      { target: 'sip:1@example.org', from: 'sip:pos7@example.org', headers: [] },
      createPeer(),
      log,
    );
    line().give(respond(await line().next(/^INVITE /), 200, [], sdp('callee', 'inactive')));
    await vi.waitFor(() => expect(log.log).toEqual(['established', 'direction inactive']));
    flow.dispose();
  });
});

describe('offers from the peer', () => {
  it('are answered, and the direction is told when it changes', async () => {
    const { final, log, peer, flow, line } = await up();
    line().give(inDialog(final, 'INVITE', 2, [], sdp('hold', 'sendonly')));
    const answer = await line().next(/^SIP\/2\.0 200 [\s\S]*CSeq: 2 INVITE/);
    expect(answer.split('\r\n\r\n')[1]).toBe(sdp('console-answer'));
    line().give(inDialog(final, 'ACK', 2));
    line().give(inDialog(final, 'INVITE', 3, [], sdp('hold', 'sendonly')));
    await line().next(/^SIP\/2\.0 200 [\s\S]*CSeq: 3 INVITE/);
    line().give(inDialog(final, 'ACK', 3));
    line().give(inDialog(final, 'INVITE', 4, [], sdp('talk')));
    await line().next(/^SIP\/2\.0 200 [\s\S]*CSeq: 4 INVITE/);
    expect(log.log).toEqual(['acknowledged', 'direction sendonly', 'direction sendrecv']);
    expect(peer.log[0]).toBe(`answer ${sdp('hold', 'sendonly')}`);
    flow.dispose();
  });

  it('may be missing: then ours is in the 200', async () => {
    const { final, peer, flow, line } = await up();
    line().give(inDialog(final, 'INVITE', 2));
    const offer = await line().next(/^SIP\/2\.0 200 [\s\S]*CSeq: 2 INVITE/);
    expect(offer.split('\r\n\r\n')[1]).toBe(sdp('console-offer1'));
    line().give(inDialog(final, 'ACK', 2, [], sdp('answer')));
    expect(peer.log).toEqual(['offer', `accept ${sdp('answer')}`]);
    flow.dispose();
  });

  it('that media cannot take are refused with 488 and the call goes on', async () => {
    const { leg, final, log, peer, flow, line } = await up();
    peer.fail.add('answer');
    line().give(inDialog(final, 'INVITE', 2, [], sdp('odd')));
    await line().next(/^SIP\/2\.0 488 /);
    expect(log.log).toEqual(['acknowledged']);
    // RFC 3261 §14.2: nothing is left behind.
    line().give(inDialog(final, 'ACK', 2));
    const done = leg.reinvite({ iceRestart: true });
    line().give(respond(await line().next(/^INVITE /), 200, [], sdp('answer')));
    await done;
    flow.dispose();
  });

  it('without an answer to ours leave the session as it was', async () => {
    vi.useFakeTimers();
    const { final, log, peer, flow, line } = await up();
    line().give(inDialog(final, 'INVITE', 2));
    await vi.advanceTimersByTimeAsync(0);
    line().give(inDialog(final, 'ACK', 2));
    await vi.advanceTimersByTimeAsync(0);
    line().give(inDialog(final, 'INVITE', 3));
    await vi.advanceTimersByTimeAsync(33_000);
    expect(peer.log).toEqual(['offer', 'rollback', 'offer', 'rollback']);
    expect(log.log).toEqual(['acknowledged']);
    flow.dispose();
  });

  it('never acknowledged do not end the call, nor bar the next offer', async () => {
    vi.useFakeTimers();
    const { leg, final, log, flow, line } = await up();
    line().give(inDialog(final, 'INVITE', 2, [], sdp('theirs')));
    await vi.advanceTimersByTimeAsync(0);
    const done = leg.reinvite({ iceRestart: false });
    await vi.advanceTimersByTimeAsync(33_000);
    line().give(respond(invites(line().sent)[0] ?? '', 200, [], sdp()));
    await done;
    expect(log.log).toEqual(['acknowledged']);
    flow.dispose();
  });
});

describe('other requests in a dialog', () => {
  it.each([
    ['REFER', ['Refer-To: <sip:evil@example.org>'], 603],
    ['INFO', [], 200],
    ['INFO', ['Info-Package: g.3gpp.x'], 469],
    ['MESSAGE', [], 405],
    ['NOTIFY', ['Event: refer', 'Subscription-State: active'], 200],
    ['OPTIONS', [], 200],
    ['UPDATE', [], 200],
    ['PRACK', [], 200],
    ['FOO', [], 405],
  ])('%s %j is answered with %d, and nothing else happens', async (method, extra, status) => {
    const { final, log, flow, line } = await up();
    const before = line().sent.length;
    line().give(inDialog(final, method, 2, extra));
    const after = line().sent.slice(before);
    expect(after.map((text) => text.slice(8, 11))).toEqual([String(status)]);
    expect(log.log).toEqual(['acknowledged']);
    flow.dispose();
  });

  it('UPDATE with an offer is not allowed', async () => {
    const { final, flow, line } = await up();
    line().give(inDialog(final, 'UPDATE', 2, [], sdp()));
    expect(line().sent.at(-1)).toMatch(/^SIP\/2\.0 405 /);
    flow.dispose();
  });

  it('in a dialog that is not ours get 481', async () => {
    const { final, flow, line } = await up();
    line().give(inDialog(final.replaceAll('call-1', 'call-x'), 'BYE', 2));
    expect(line().sent.at(-1)).toMatch(/^SIP\/2\.0 481 /);
    flow.dispose();
  });
});

describe('the end of a dialog', () => {
  it('reaches the exchange over the next socket when there is none now', async () => {
    const { leg, final, flow, line, network } = await up();
    line().lose();
    const gone = leg.terminate();
    await flow.connect(1000);
    await gone;
    const bye = await line().next(/^BYE /);
    expect(network.lines[0]?.sent.some((text) => text.startsWith('BYE'))).toBe(false);
    expect(headerOf(bye, 'From')).toBe(headerOf(final, 'To'));
    flow.dispose();
  });

  it('is said again when the socket went before it was answered', async () => {
    const { leg, flow, line } = await up();
    await leg.terminate();
    line().lose();
    await flow.connect(1000);
    const bye = await line().next(/^BYE /);
    line().give(respond(bye, 200));
    line().lose();
    await flow.connect(1000);
    expect(line().sent).toEqual([]);
    flow.dispose();
  });

  it('answers a 401 to the BYE with the digest', async () => {
    const { leg, flow, line } = await up();
    await leg.terminate();
    const bye = await line().next(/^BYE /);
    line().give(respond(bye, 407, ['Proxy-Authenticate: Digest realm="example.org", nonce="n"']));
    const again = await line().next(/^BYE /, line().sent.indexOf(bye) + 1);
    expect(headerOf(again, 'Proxy-Authorization')).toContain('username="pos7"');
    flow.dispose();
  });
});
