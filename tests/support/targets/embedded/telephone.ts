import type { SdpPeer } from '@samband/telephony/ports';
import { recordVoice } from '../../position/sound-of-page.ts';

/** One telephone of the page: what it says, and what it hears, 8 kHz. */
export interface Telephone extends SdpPeer {
  /** Hz, speech at 8 kHz in a loop, or nothing. */
  play(sound: number | readonly number[] | null): void;
}

const rate = 8000;

/** All candidates in the description; on loopback they are there at once. */
async function described(connection: RTCPeerConnection): Promise<string> {
  while (connection.iceGatheringState !== 'complete')
    await new Promise((resolve) => {
      connection.addEventListener('icegatheringstatechange', resolve, { once: true });
    });
  return connection.localDescription?.sdp ?? '';
}

export function createTelephone(context: AudioContext, heard: (samples: Int16Array) => void): Telephone {
  const connection = new RTCPeerConnection();
  const mouth = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  for (const track of mouth.stream.getTracks()) connection.addTrack(track, mouth.stream);
  let saying: OscillatorNode | AudioBufferSourceNode | undefined;
  let hush = (): void => undefined;
  connection.addEventListener('track', ({ track }) => {
    hush();
    hush = recordVoice(context, new MediaStream([track]), heard);
  });
  let answered: { readonly offer: string; readonly answer: Promise<string> } | undefined;

  async function answer(offer: string): Promise<string> {
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await connection.setLocalDescription(await connection.createAnswer());
    return described(connection);
  }

  return {
    async offer({ iceRestart }) {
      await connection.setLocalDescription(await connection.createOffer({ iceRestart }));
      // The INVITE is forked, and media goes straight to whoever answers: a position that was a moment late would
      // begin DTLS with us as well, and spoil it. Who is passive (RFC 5763 §5) waits until we have chosen.
      return (await described(connection)).replaceAll('a=setup:actpass', 'a=setup:active');
    },
    answer(offer) {
      if (answered?.offer !== offer) answered = { offer, answer: answer(offer) };
      return answered.answer;
    },
    async accept(sdp) {
      await connection.setRemoteDescription({ type: 'answer', sdp });
    },
    async rollback() {
      if (connection.signalingState === 'have-local-offer')
        await connection.setLocalDescription({ type: 'rollback' });
    },
    play(sound) {
      saying?.stop();
      saying?.disconnect();
      saying = undefined;
      if (sound === null) return;
      if (typeof sound === 'number') saying = new OscillatorNode(context, { frequency: sound });
      else {
        const buffer = new AudioBuffer({ length: sound.length, sampleRate: rate });
        buffer.copyToChannel(
          Float32Array.from(sound, (sample) => sample / 32_768),
          0,
        );
        saying = new AudioBufferSourceNode(context, { buffer, loop: true });
      }
      const level = new GainNode(context, { gain: typeof sound === 'number' ? 0.3 : 1 });
      saying.connect(level).connect(mouth);
      saying.start();
    },
    close() {
      saying?.stop();
      hush();
      connection.close();
      for (const track of mouth.stream.getTracks()) track.stop();
    },
  };
}
