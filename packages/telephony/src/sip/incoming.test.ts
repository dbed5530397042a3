import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  config,
  createLegLog,
  createPeer,
  createScene,
  headerOf,
  inDialog,
  invite,
  sdp,
} from './testing/exchange.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ok = /^SIP\/2\.0 200 /;
const forInvite = (text: string): boolean => headerOf(text, 'CSeq').endsWith('INVITE');

async function answered(extra: Parameters<typeof invite>[0] = {}) {
  const scene = await createScene();
  const peer = createPeer();
  const log = createLegLog();
  scene.line().give(invite(extra));
  const leg = scene.told.leg();
  leg.setHandlers(log);
  await leg.accept(peer);
  const final = scene.line().sent.findLast((text) => ok.test(text) && forInvite(text)) ?? '';
  return { ...scene, peer, log, leg, final };
}

describe('an incoming call', () => {
  it('rings with its facts and is answered with the peer’s answer', async () => {
    const { told, leg, log, peer, final, flow, line } = await answered();
    expect(line().sent[0]).toMatch(/^SIP\/2\.0 180 Ringing/);
    expect(told.legs).toHaveLength(1);
    expect(leg.facts).toMatchObject({ callId: 'call-1', fromTag: 'caller1' });
    expect(leg.offer).toBe(sdp());
    expect(peer.log).toEqual([`answer ${sdp()}`]);
    expect(final.split('\r\n\r\n')[1]).toBe(sdp('console-answer'));
    expect(headerOf(final, 'Contact')).toBe('<sip:pos7@111111112222.invalid;transport=ws>');
    expect(headerOf(final, 'Record-Route')).toBe('<sip:edge-a.example;transport=ws;lr>');
    expect(leg.dialog()).toMatchObject({ callId: 'call-1', remoteTag: 'caller1' });
    // Established by the ACK, not by the 200.
    expect(log.log).toEqual([]);
    line().give(inDialog(final, 'ACK', 1));
    expect(log.log).toEqual(['acknowledged']);
    flow.dispose();
  });

  it('ends by the peer’s BYE, its Reasons told', async () => {
    const { final, log, flow, line } = await answered();
    line().give(inDialog(final, 'ACK', 1));
    line().give(inDialog(final, 'BYE', 2, ['Reason: Q.850;cause=16', 'Reason: SIP;cause=200;text="x, y"']));
    expect(log.log).toEqual(['acknowledged', 'ended peer Q.850:16,SIP:200']);
    expect(line().sent.at(-1)).toMatch(ok);
    flow.dispose();
  });

  it('is ended by us with a BYE that waits for the ACK', async () => {
    const { final, leg, log, flow, line } = await answered();
    const gone = leg.terminate();
    expect(line().sent.some((text) => text.startsWith('BYE'))).toBe(false);
    line().give(inDialog(final, 'ACK', 1));
    await gone;
    const bye = line().sent.find((text) => text.startsWith('BYE')) ?? '';
    expect(bye).toMatch(/^BYE sip:asterisk@192\.0\.2\.9:5060 SIP\/2\.0/);
    expect(headerOf(bye, 'Route')).toBe('<sip:edge-a.example;transport=ws;lr>');
    expect(log.log).toEqual([]);
    flow.dispose();
  });

  it.each([
    [['Reason: SIP;cause=200;text="Call completed elsewhere"'], 'cancelled SIP:200'],
    [['Reason: Q.850;cause=26, SIP;cause=200'], 'cancelled Q.850:26,SIP:200'],
    [[], 'cancelled '],
  ])('is cancelled: %j', async (extra, told) => {
    const scene = await createScene();
    const log = createLegLog();
    scene.line().give(invite());
    const leg = scene.told.leg();
    leg.setHandlers(log);
    const cancel = invite({ body: '', extra })
      .replace(/^INVITE/, 'CANCEL')
      .replace('1 INVITE', '1 CANCEL');
    scene.line().give(cancel);
    expect(log.log).toEqual([told]);
    expect(
      scene
        .line()
        .sent.slice(1)
        .map((text) => text.slice(8, 11)),
    ).toEqual(['200', '487']);
    await expect(leg.accept(createPeer())).rejects.toMatchObject({ code: 'leg.gone' });
    scene.flow.dispose();
  });

  it('cancelled while media is made ready: accept tells that it is gone, no 200 goes out', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    const leg = scene.told.leg();
    leg.setHandlers(createLegLog());
    const accepted = leg.accept(createPeer());
    scene.line().give(
      invite({ body: '' })
        .replace(/^INVITE/, 'CANCEL')
        .replace('1 INVITE', '1 CANCEL'),
    );
    await expect(accepted).rejects.toMatchObject({ code: 'leg.gone' });
    expect(scene.line().sent.filter((text) => ok.test(text) && forInvite(text))).toEqual([]);
    scene.flow.dispose();
  });

  it('goes on ringing when media fails, and can be answered after all', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    const leg = scene.told.leg();
    leg.setHandlers(createLegLog());
    const broken = createPeer();
    broken.fail.add('answer');
    await expect(leg.accept(broken)).rejects.toMatchObject({ code: 'media.failed' });
    expect(scene.line().sent).toHaveLength(1);
    await leg.accept(createPeer());
    expect(scene.line().sent.at(-1)).toMatch(ok);
    scene.flow.dispose();
  });

  it('without an offer gets ours in the 200 and the answer in the ACK', async () => {
    const { leg, peer, log, final, flow, line } = await answered({ body: '' });
    expect(leg.offer).toBeUndefined();
    expect(final.split('\r\n\r\n')[1]).toBe(sdp('console-offer1'));
    line().give(inDialog(final, 'ACK', 1, [], sdp('late')));
    expect(log.log).toEqual(['acknowledged']);
    expect(peer.log).toEqual(['offer', `accept ${sdp('late')}`]);
    flow.dispose();
  });

  it('without an offer and without an answer in the ACK is ended', async () => {
    const { log, final, flow, line } = await answered({ body: '' });
    line().give(inDialog(final, 'ACK', 1));
    await line().next(/^BYE /);
    expect(log.log).toEqual(['acknowledged', 'ended network ']);
    flow.dispose();
  });

  it('sends early media once, and the same answer in the 200', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    const leg = scene.told.leg();
    leg.setHandlers(createLegLog());
    const peer = createPeer();
    await leg.progress(peer);
    await leg.accept(peer);
    const bodies = scene
      .line()
      .sent.slice(1)
      .map((text) => [text.slice(8, 11), text.split('\r\n\r\n')[1]]);
    expect(bodies).toEqual([
      ['183', sdp('console-answer')],
      ['200', sdp('console-answer')],
    ]);
    scene.flow.dispose();
  });

  it('never acknowledged: told as ended after 64*T1, with a BYE', async () => {
    vi.useFakeTimers();
    const { log, flow, line } = await answered();
    await vi.advanceTimersByTimeAsync(33_000);
    expect(log.log).toEqual(['ended network ']);
    expect(line().sent.at(-1)).toMatch(/^BYE /);
    flow.dispose();
  });

  it('rings for a day and longer: no timer of ours answers, nor does Expires', async () => {
    vi.useFakeTimers();
    const scene = await createScene();
    scene.line().give(invite({ extra: ['Expires: 5'] }));
    await vi.advanceTimersByTimeAsync(90_000_000);
    const finals = scene.line().sent.filter((text) => !text.startsWith('SIP/2.0 180 '));
    expect(finals).toEqual([]);
    scene.flow.dispose();
  });

  it('abandoned is answered by nothing, and its CANCEL still gets its due', async () => {
    vi.useFakeTimers();
    const scene = await createScene();
    const log = createLegLog();
    scene.line().give(invite());
    scene.told.leg().setHandlers(log);
    scene.told.leg().abandon();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(scene.line().sent).toHaveLength(1);
    scene.line().give(
      invite({ body: '' })
        .replace(/^INVITE/, 'CANCEL')
        .replace('1 INVITE', '1 CANCEL'),
    );
    expect(
      scene
        .line()
        .sent.slice(1)
        .map((text) => text.slice(8, 11)),
    ).toEqual(['200', '487']);
    expect(log.log).toEqual([]);
    scene.flow.dispose();
  });

  it.each([480, 486, 488, 603] as const)('is refused with %d only when told to', async (status) => {
    const scene = await createScene();
    scene.line().give(invite());
    await scene.told.leg().reject(status);
    expect(scene.line().sent.at(-1)).toMatch(new RegExp(`^SIP/2.0 ${status} `));
    scene.flow.dispose();
  });

  it('that comes again in another branch is another leg, not a loop', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    scene.line().give(invite());
    scene.line().give(invite({ branch: 'z9hG4bKagain' }));
    expect(scene.told.legs).toHaveLength(2);
    await scene.told.legs[1]?.accept(createPeer());
    expect(scene.line().sent.some((text) => text.startsWith('SIP/2.0 4'))).toBe(false);
    expect(headerOf(scene.line().sent.at(-1) ?? '', 'Via')).toContain('z9hG4bKagain');
    scene.flow.dispose();
  });
});

describe('an INVITE with Replaces', () => {
  it('names a call of ours, on whichever edge it is', async () => {
    const first = await answered();
    first.line().give(inDialog(first.final, 'ACK', 1));
    const own = first.leg.dialog();
    const other = first.stack.openFlow({ ...config, edge: 'B' }, first.told.handlers);
    await other.connect(1000);
    first.line().give(
      invite({
        callId: 'call-2',
        branch: 'z9hG4bKr',
        extra: [
          `Replaces: ${own?.callId};to-tag=${own?.localTag};from-tag=${own?.remoteTag}`,
          'Require: replaces',
        ],
      }),
    );
    expect(first.told.leg().replaces).toEqual(own);
    expect(first.told.leg().edge).toBe('B');
    first.flow.dispose();
    other.dispose();
  });

  it('is refused with 481 when it names nothing of ours', async () => {
    const scene = await createScene();
    scene.line().give(invite({ extra: ['Replaces: nothing;to-tag=a;from-tag=b'] }));
    expect(scene.told.legs).toEqual([]);
    expect(scene.line().sent.at(-1)).toMatch(/^SIP\/2\.0 481 /);
    expect(scene.told.dropped).toEqual(['replaces']);
    scene.flow.dispose();
  });
});
