import { expect, it } from 'vitest';
import { createAudioSection } from './audio-section.ts';
import { FakeConnection, sdpOf } from './testing/connection.ts';

function setUp() {
  const connection = new FakeConnection();
  const told: string[] = [];
  const section = createAudioSection({
    connection: connection as unknown as RTCPeerConnection,
    track: 'voice' as unknown as MediaStreamTrack,
    codecs: [],
    handleReady: () => told.push('ready'),
    handleFailure: (cause) => told.push(String(cause)),
  });
  return { connection, told, section };
}

it('is made once for an offer of ours', () => {
  const { connection, told, section } = setUp();
  section.open();
  section.open();
  expect(connection.getTransceivers()).toHaveLength(1);
  expect(told).toEqual(['ready']);
});

it('is the audio that the peer offers; all else is refused', async () => {
  const { connection, told, section } = setUp();
  await connection.setRemoteDescription({
    type: 'offer',
    sdp: `m=video 5000 UDP/TLS/RTP/SAVPF 96\r\n${sdpOf('inactive')}m=audio 5002 UDP/TLS/RTP/SAVPF 8\r\n`,
  });
  section.adopt();
  section.adopt();
  expect(connection.getTransceivers().map(({ kind, direction }) => [kind, direction])).toEqual([
    ['video', 'stopped'],
    ['audio', 'sendrecv'],
    ['audio', 'stopped'],
  ]);
  expect(told).toEqual(['ready']);
});

it('is refused where the peer offers none, or takes it away', async () => {
  const { connection, section } = setUp();
  await connection.setRemoteDescription({ type: 'offer', sdp: 'm=video 5000 UDP/TLS/RTP/SAVPF 96\r\n' });
  expect(() => section.adopt()).toThrow('no audio section');
});

it('has its track from the moment that something may be sent, known by then or not', async () => {
  const { connection, section } = setUp();
  section.start();
  await connection.setRemoteDescription({ type: 'offer', sdp: sdpOf() });
  section.adopt();
  section.start();
  expect(connection.getTransceivers()[0]?.sender.track).toBe('voice');
});
