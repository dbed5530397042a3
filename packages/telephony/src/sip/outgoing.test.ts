import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createLegLog,
  createPeer,
  createScene,
  headerOf,
  inDialog,
  respond,
  sdp,
} from './testing/exchange.ts';

afterEach(() => {
  vi.useRealTimers();
});

async function dialled(headers: readonly (readonly [string, string])[] = [], target = 'sip:110@example.org') {
  const scene = await createScene();
  const peer = createPeer();
  const log = createLegLog();
  const leg = scene.flow.invite({ target, from: 'sip:113@example.org', headers }, peer, log);
  const request = await scene.line().next(/^INVITE /);
  return { ...scene, peer, log, leg, request };
}

describe('an outgoing call', () => {
  it('carries our offer, extra headers and the AoR it is made for', async () => {
    const { request, flow } = await dialled([
      ['Priority', 'psap-callback'],
      ['Replaces', 'id;to-tag=a;from-tag=b'],
      ['X-Evil', 'a\r\nInjected: yes'],
      ['Bad Name', 'x'],
    ]);
    expect(request).toMatch(/^INVITE sip:110@example\.org SIP\/2\.0/);
    expect(headerOf(request, 'From')).toMatch(/^<sip:113@example\.org>;tag=/);
    expect(headerOf(request, 'Priority')).toBe('psap-callback');
    expect(headerOf(request, 'Replaces')).toBe('id;to-tag=a;from-tag=b');
    expect(headerOf(request, 'Injected')).toBe('');
    expect(request).not.toContain('Bad Name');
    expect(headerOf(request, 'Supported')).not.toMatch(/timer|100rel/);
    expect(headerOf(request, 'Allow')).not.toContain('REFER');
    expect(request.split('\r\n\r\n')[1]).toBe(sdp('console-offer1'));
    flow.dispose();
  });

  it('is established by the 2xx, acknowledged at once, and ended by the peer', async () => {
    const { request, log, peer, leg, flow, line } = await dialled();
    line().give(respond(request, 100));
    line().give(respond(request, 180));
    line().give(respond(request, 200, [], sdp('callee')));
    expect(await line().next(/^ACK sip:callee@192\.0\.2\.9:5060 /)).toBeTruthy();
    await vi.waitFor(() => expect(log.log).toEqual(['progress 100', 'progress 180', 'established']));
    expect(peer.log).toEqual(['offer', `accept ${sdp('callee')}`]);
    expect(leg.dialog()).toMatchObject({ remoteTag: 'peer1' });
    const ours = request.replace(/^To: .*$/m, `To: ${headerOf(request, 'From')}`);
    line().give(
      inDialog(
        ours
          .replace(/^From: .*$/m, 'From: <sip:110@example.org>;tag=peer1')
          .replace(/^To: .*$/m, `To: ${headerOf(request, 'From')}`),
        'BYE',
        7,
        ['Reason: Q.850;cause=16'],
      ),
    );
    expect(log.log.at(-1)).toBe('ended peer Q.850:16');
    flow.dispose();
  });

  it('hears early media once, of the first 18x that has any', async () => {
    const { request, peer, log, flow, line } = await dialled();
    line().give(respond(request, 183, [], sdp('early')));
    line().give(respond(request, 183, [], sdp('early')));
    line().give(respond(request, 200, [], sdp('early')));
    await vi.waitFor(() => expect(log.log).toContain('established'));
    expect(peer.log).toEqual(['offer', `accept ${sdp('early')}`]);
    flow.dispose();
  });

  it('offers anew when another branch answers than the one that was heard', async () => {
    const { request, peer, log, flow, line } = await dialled();
    line().give(respond(request, 183, [], sdp('early'), 'branch1'));
    line().give(respond(request, 200, [], sdp('other'), 'branch2'));
    const again = await line().next(/^INVITE /, line().sent.indexOf(request) + 1);
    expect(headerOf(again, 'To')).toContain('tag=branch2');
    expect(again.split('\r\n\r\n')[1]).toBe(sdp('console-offer2'));
    expect(log.log).toContain('established');
    // On a connection that has never heard of the first branch.
    expect(peer.log.slice(-2)).toEqual(['renew', 'offer ice']);
    flow.dispose();
  });

  it('acknowledges and ends a second branch that answers too', async () => {
    const { request, log, flow, line } = await dialled();
    line().give(respond(request, 200, [], sdp('callee'), 'branch1'));
    line().give(respond(request, 200, [], sdp('callee'), 'branch2'));
    const bye = await line().next(/^BYE /);
    expect(headerOf(bye, 'To')).toContain('tag=branch2');
    await vi.waitFor(() => expect(log.log).toEqual(['established']));
    flow.dispose();
  });

  it.each([
    [486, 'failed 486 Because'],
    [302, 'failed 302 Because'],
    [603, 'failed 603 Because'],
  ])('refused with %d', async (status, told) => {
    const { request, log, flow, line } = await dialled();
    line().give(respond(request, status));
    expect(log.log).toEqual([told]);
    expect(line().sent.at(-1)).toMatch(/^ACK /);
    flow.dispose();
  });

  it('is cancelled before the answer, and a late 200 is acknowledged and ended', async () => {
    const { request, log, leg, flow, line } = await dialled();
    line().give(respond(request, 180));
    await leg.terminate();
    const cancel = await line().next(/^CANCEL /);
    expect(headerOf(cancel, 'Via')).toBe(headerOf(request, 'Via'));
    line().give(respond(request, 200, [], sdp('late')));
    await line().next(/^ACK /);
    await line().next(/^BYE /);
    expect(log.log).toEqual(['progress 180']);
    flow.dispose();
  });

  it('gives up when there is no media, no connection or no address', async () => {
    const scene = await createScene();
    const options = { target: 'sip:110@example.org', from: 'sip:113@example.org', headers: [] };
    const broken = createPeer();
    broken.fail.add('offer');
    const media = createLegLog();
    scene.flow.invite(options, broken, media);
    await vi.waitFor(() => expect(media.log).toEqual(['failed 0 media']));
    const address = createLegLog();
    scene.flow.invite({ ...options, target: 'nonsense' }, createPeer(), address);
    await vi.waitFor(() => expect(address.log).toEqual(['failed 0 address']));
    scene.line().lose();
    const network = createLegLog();
    scene.flow.invite(options, createPeer(), network);
    await vi.waitFor(() => expect(network.log).toEqual(['failed 0 network']));
    scene.flow.dispose();
  });

  it('ends what it cannot hear', async () => {
    const { request, peer, log, flow, line } = await dialled();
    peer.fail.add('accept');
    line().give(respond(request, 200, [], sdp('callee')));
    const bye = await line().next(/^BYE /);
    expect(headerOf(bye, 'Reason')).toContain('cause=488');
    expect(log.log).toEqual(['failed 0 media']);
    flow.dispose();
  });

  it('dials a tel: URI as a SIP URI of the domain', async () => {
    const { request, flow } = await dialled([], 'tel:+47-22 00 00 00');
    expect(request).toMatch(/^INVITE sip:\+4722000000@example\.org;user=phone SIP\/2\.0/);
    flow.dispose();
  });

  it('fails when the socket goes before the answer, and is cancelled over the next one', async () => {
    const { request, log, flow, line } = await dialled();
    line().give(respond(request, 180));
    line().lose();
    expect(log.log).toEqual(['progress 180', 'failed 0 network']);
    await flow.connect(1000);
    const cancel = await line().next(/^CANCEL /);
    expect(headerOf(cancel, 'Via')).toBe(headerOf(request, 'Via'));
    flow.dispose();
  });

  it('is told as timed out when nobody says anything', async () => {
    vi.useFakeTimers();
    const { log, flow } = await dialled();
    await vi.advanceTimersByTimeAsync(33_000);
    expect(log.log).toEqual(['failed 0 timeout']);
    flow.dispose();
  });
});
