import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createNegotiation } from './negotiation.ts';

const answer = 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 8\r\n';
const candidate = 'a=candidate:1 1 udp 1 192.0.2.1 4000 typ host\r\n';

/** A connection that finds its addresses when the test says so. */
class SlowConnection extends EventTarget {
  iceGatheringState: RTCIceGatheringState = 'gathering';
  localDescription: { type: RTCSdpType; sdp: string } | null = null;
  setRemoteDescription = (): Promise<void> => Promise.resolve();
  getTransceivers = (): [] => [];
  createAnswer = () => Promise.resolve({ type: 'answer', sdp: answer } as const);
  setLocalDescription(description: { type: RTCSdpType; sdp: string }): Promise<void> {
    this.localDescription = description;
    return Promise.resolve();
  }
  find(): void {
    this.localDescription = { type: 'answer', sdp: answer + candidate };
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icecandidate'));
  }
}

function setUp() {
  const [connection, clock] = [new SlowConnection(), fakeClock()];
  const negotiation = createNegotiation({
    connection: connection as unknown as RTCPeerConnection,
    clock,
    ready: Promise.resolve(),
    direction: () => 'sendrecv',
  });
  return { connection, clock, negotiation };
}

it('sends the candidates that came after the answer was prepared', async () => {
  const { connection, clock, negotiation } = setUp();
  const prepared = negotiation.answer('offer');
  await clock.run(1000);
  expect(await prepared).toBe(answer);
  connection.find();
  expect(await negotiation.answer('offer')).toBe(answer + candidate);
});

it('waits once more for candidates when the press finds none', async () => {
  const { connection, clock, negotiation } = setUp();
  const prepared = negotiation.answer('offer');
  await clock.run(1000);
  await prepared;
  const sent = negotiation.answer('offer');
  await clock.run(100);
  connection.find();
  expect(await sent).toBe(answer + candidate);
});

it('sends an answer without any rather than none', async () => {
  const { clock, negotiation } = setUp();
  void negotiation.answer('offer');
  await clock.run(1000);
  const sent = negotiation.answer('offer');
  await clock.run(1000);
  expect(await sent).toBe(answer);
});
