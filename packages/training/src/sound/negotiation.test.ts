import { fakeClock, settle } from '@samband/telephony/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createNegotiation, preferCodecs } from './negotiation.ts';

const clock = fakeClock();
afterEach(() => expect(clock.open()).toBe(0));

/** As much of a peer connection as is used; it has its candidates when `complete` is called. */
class FakeConnection extends EventTarget {
  signalingState = 'stable';
  iceGatheringState = 'new';
  localDescription: { type: string; sdp: string } | undefined;
  readonly done: string[] = [];
  closed = false;
  refuses = false;

  getTransceivers = () => [];
  createOffer = async ({ iceRestart }: { iceRestart: boolean }) => ({
    type: 'offer',
    sdp: `offer${iceRestart ? ' restart' : ''}`,
  });
  createAnswer = async () => ({ type: 'answer', sdp: 'answer' });
  async setLocalDescription(description: { type: string; sdp: string }): Promise<void> {
    this.done.push(`local ${description.type}`);
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
    this.localDescription = description;
  }
  async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
    if (this.refuses) throw new Error('refused');
    this.done.push(`remote ${description.sdp}`);
    if (description.type === 'answer') this.signalingState = 'stable';
  }
  complete(): void {
    if (this.localDescription)
      this.localDescription = {
        ...this.localDescription,
        sdp: `${this.localDescription.sdp}\na=candidate:1`,
      };
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
  close(): void {
    this.closed = true;
  }
}

function open() {
  const connection = new FakeConnection();
  return { connection, peer: createNegotiation(connection as unknown as RTCPeerConnection, clock) };
}

describe('createNegotiation', () => {
  it('offers with its candidates, and takes the answer', async () => {
    const { connection, peer } = open();
    const offer = peer.offer({ iceRestart: false });
    await settle();
    connection.complete();
    expect(await offer).toContain('candidate');
    await peer.accept('theirs');
    expect(connection.done).toEqual(['local offer', 'remote theirs']);
  });

  it('does not wait for ever for candidates', async () => {
    const { peer } = open();
    const offer = peer.offer({ iceRestart: true });
    await clock.run(600);
    expect(await offer).toBe('offer restart');
  });

  it('gives the same answer to the same offer, and a new one after a change', async () => {
    const { connection, peer } = open();
    connection.iceGatheringState = 'complete';
    const first = peer.answer('theirs');
    await clock.run(600);
    expect(peer.answer('theirs')).toBe(first);
    expect(await first).toBe('answer');
    const other = peer.answer('their next');
    await clock.run(600);
    expect(await other).toBe('answer');
    expect(connection.done.filter((step) => step.startsWith('remote'))).toEqual([
      'remote theirs',
      'remote their next',
    ]);
  });

  it('goes back from an offer that was refused, and from nothing else', async () => {
    const { connection, peer } = open();
    await peer.rollback();
    const offer = peer.offer({ iceRestart: false });
    await clock.run(600);
    await offer;
    await peer.rollback();
    expect(connection.done).toEqual(['local offer', 'local rollback']);
  });

  it('tells in its own words what failed, and goes on', async () => {
    const { connection, peer } = open();
    connection.refuses = true;
    await expect(peer.answer('theirs')).rejects.toMatchObject({ code: 'media.failed' });
    connection.refuses = false;
    const again = peer.answer('theirs');
    await clock.run(600);
    expect(await again).toBe('answer');
    peer.close();
    expect(connection.closed).toBe(true);
    await expect(peer.offer({ iceRestart: false })).rejects.toMatchObject({ code: 'media.failed' });
  });
});

describe('preferCodecs', () => {
  it('has the telephone network first and leaves out what is unknown', () => {
    const codecs = ['audio/opus', 'audio/CN', 'audio/telephone-event', 'audio/PCMA'];
    expect(preferCodecs(codecs.map((mimeType) => ({ mimeType }))).map(({ mimeType }) => mimeType)).toEqual([
      'audio/PCMA',
      'audio/opus',
      'audio/telephone-event',
    ]);
  });
});
