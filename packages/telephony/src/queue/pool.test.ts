import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';
import { poolLimit } from './pool.ts';

describe('prepared answers', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const invite = (call: string, edge: 'A' | 'B' = 'A') =>
    rig.flow(edge).invited({ headers: [['X-Call', call]] });

  it('are made for the next three, silent and unheard', async () => {
    rig = await startedRig();
    for (const call of ['c1', 'c2', 'c3', 'c4']) invite(call);
    await settle();
    expect(rig.audio.openPeers()).toHaveLength(3);
    for (const peer of rig.audio.peers) {
      expect(peer.answered).toHaveLength(1);
      expect(peer.sent).toEqual([]);
      expect(peer.heard()).toBe(false);
    }
  });

  it('are used by the press, and the next in line is prepared in its place', async () => {
    rig = await startedRig();
    for (const call of ['c1', 'c2', 'c3', 'c4']) invite(call);
    await settle();
    const [first] = rig.audio.peers;
    rig.send('queue.answerNext', {});
    await settle();
    expect(first?.source()).toBe('microphone');
    expect(rig.audio.peers).toHaveLength(4);
    expect(rig.audio.openPeers()).toHaveLength(4);
  });

  it('stay with a call that is hidden and shown again: the exchange has their DTLS already', async () => {
    rig = await startedRig();
    invite('c1');
    await settle();
    rig.send('queue.hide', { call: 'c1' });
    await settle();
    rig.send('queue.unhide', { call: 'c1' });
    await settle();
    expect(rig.audio.peers).toHaveLength(1);
    expect(rig.audio.openPeers()).toHaveLength(1);
  });

  it('of calls that were overtaken are not kept without limit', async () => {
    rig = await startedRig();
    for (let nth = 1; nth <= poolLimit + 4; nth += 1) {
      invite(`c${nth}`);
      await settle();
      rig.send('queue.hide', { call: `c${nth}` });
      await settle();
    }
    expect(rig.audio.openPeers()).toHaveLength(poolLimit);
  });

  it('are let go with the call', async () => {
    rig = await startedRig();
    const leg = invite('c1');
    await settle();
    leg.cancel();
    await settle();
    expect(rig.audio.openPeers()).toEqual([]);
  });

  it('that are refused are tried again by the press', async () => {
    rig = await startedRig();
    rig.audio.failAnswers(1);
    const leg = invite('c1');
    await settle();
    expect(rig.audio.openPeers()).toEqual([]);
    rig.send('queue.answerNext', {});
    await settle();
    expect(leg.state()).toBe('confirmed');
  });

  it('are not made for an INVITE without an offer, which is answered all the same', async () => {
    rig = await startedRig();
    const leg = rig.flow('A').invited({ offer: null });
    await settle();
    expect(rig.audio.peers).toEqual([]);
    rig.send('queue.answerNext', {});
    await settle();
    expect(leg.state()).toBe('confirmed');
  });

  it('go out early only where the site says so', async () => {
    rig = await startedRig({
      site: (site) => ({ ...site, exchange: { ...site.exchange, earlyMedia: true } }),
    });
    const leg = invite('c1');
    await settle();
    expect(leg.progressed()).toBe(true);
  });
});
