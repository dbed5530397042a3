import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createAudioSection } from './audio-section.ts';
import { createNegotiation } from './negotiation.ts';
import { FakeConnection, sdpOf } from './testing/connection.ts';

function setUp() {
  const [connection, clock] = [new FakeConnection(), fakeClock()];
  const real = connection as unknown as RTCPeerConnection;
  const audio = createAudioSection({
    connection: real,
    track: 'voice' as unknown as MediaStreamTrack,
    codecs: [],
    handleReady: () => undefined,
    handleFailure: () => undefined,
  });
  return { connection, clock, audio, negotiation: createNegotiation({ connection: real, clock, audio }) };
}

/** A call that was answered. */
async function up(offer = sdpOf()) {
  const scene = setUp();
  await scene.negotiation.answer(offer);
  scene.audio.start();
  return scene;
}

const bothWays = { out: true, in: true };

describe('a session', () => {
  it('is as it was before an offer of ours that is refused, and the next offer works', async () => {
    const { connection, negotiation } = await up();
    for (const iceRestart of [true, false, true]) {
      await negotiation.offer({ iceRestart });
      await negotiation.rollback();
      expect(connection.signalingState).toBe('stable');
      expect(connection.flowing()).toEqual(bothWays);
    }
    await negotiation.offer({ iceRestart: true });
    await negotiation.accept(sdpOf());
    expect(connection.flowing()).toEqual(bothWays);
    await negotiation.rollback();
    expect(connection.flowing()).toEqual(bothWays);
  });

  it('that never stood is rolled back as the browser does it', async () => {
    const { connection, negotiation } = setUp();
    await negotiation.offer({ iceRestart: false });
    await negotiation.rollback();
    expect(connection.done).toEqual(['local offer', 'local rollback']);
    expect(connection.isBroken).toBe(false);
  });

  it('without sound in the answer to our change is refused', async () => {
    const { connection, negotiation } = await up();
    await negotiation.offer({ iceRestart: true });
    await expect(negotiation.accept(sdpOf('sendrecv', { port: 0 }))).rejects.toMatchObject({
      code: 'media.failed',
    });
    await negotiation.rollback();
    expect(connection.flowing()).toEqual(bothWays);
  });

  it.each(['sendonly', 'inactive'])(
    'that begins %s has sound both ways when the peer asks for it',
    async (first) => {
      const { connection, negotiation } = await up(sdpOf(first));
      expect(connection.flowing()).toEqual({ out: false, in: first === 'sendonly' });
      await negotiation.answer(sdpOf('sendrecv'));
      expect(connection.flowing()).toEqual(bothWays);
    },
  );
});

describe('an offer of the peer that cannot be answered', () => {
  const image = 'm=image 9 udptl t38\r\n';
  it.each([
    ['refuses its sound', sdpOf('sendrecv', { port: 0, extra: image })],
    ['is not SRTP', sdpOf().replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')],
    ['has no fingerprint', sdpOf().replace(/a=fingerprint.*\r\n/, '')],
    ['has no codec in common', sdpOf('sendrecv', { formats: '97' })],
    ['has no sound', 'v=0\r\n'],
  ])('because it %s leaves the session as it was', async (_why, offer) => {
    const { connection, negotiation } = await up();
    await expect(negotiation.answer(offer)).rejects.toMatchObject({ code: 'media.failed' });
    expect(connection.signalingState).toBe('stable');
    expect(connection.flowing()).toEqual(bothWays);
    await negotiation.offer({ iceRestart: true });
    await negotiation.accept(sdpOf());
    expect(connection.flowing()).toEqual(bothWays);
  });
});

describe('a prepared answer', () => {
  /** Finds its addresses when the test says so. */
  function slow() {
    const scene = setUp();
    const { connection } = scene;
    const bare = (sdp: string) => sdp.replace(/a=candidate.*\r\n/, '');
    connection.iceGatheringState = 'gathering';
    const set = connection.setLocalDescription.bind(connection);
    connection.setLocalDescription = async ({ type, sdp }) => set({ type, sdp: bare(sdp) });
    const find = (): void => {
      connection.currentLocalDescription = { type: 'answer', sdp: sdpOf('sendrecv', { formats: '8' }) };
      connection.iceGatheringState = 'complete';
      connection.dispatchEvent(new Event('icecandidate'));
    };
    return { ...scene, find, without: bare(sdpOf('sendrecv', { formats: '8' })) };
  }

  it('is sent with the candidates that came after it was made', async () => {
    const { clock, negotiation, find, without } = slow();
    const prepared = negotiation.answer(sdpOf());
    await clock.run(1000);
    expect(await prepared).toBe(without);
    find();
    expect(await negotiation.answer(sdpOf())).toBe(sdpOf('sendrecv', { formats: '8' }));
  });

  it('waits once more for candidates when the press finds none', async () => {
    const { clock, negotiation, find } = slow();
    const prepared = negotiation.answer(sdpOf());
    await clock.run(1000);
    await prepared;
    const sent = negotiation.answer(sdpOf());
    await clock.run(100);
    find();
    expect(await sent).toBe(sdpOf('sendrecv', { formats: '8' }));
  });

  it('is sent without any rather than not at all', async () => {
    const { clock, negotiation, without } = slow();
    void negotiation.answer(sdpOf());
    await clock.run(1000);
    const sent = negotiation.answer(sdpOf());
    await clock.run(1000);
    expect(await sent).toBe(without);
  });

  it('sends no packet before the call is answered', async () => {
    const { connection, audio, negotiation } = setUp();
    await negotiation.answer(sdpOf());
    expect(connection.flowing().out).toBe(false);
    audio.start();
    expect(connection.flowing().out).toBe(true);
  });
});
