import { createAudioSection } from '../media/audio-section.ts';
import { createNegotiation } from '../media/negotiation.ts';
import { FakeConnection } from '../media/testing/connection.ts';
import type { AudioPort, Clock } from '../ports/index.ts';
import { fakeAudio } from './audio.ts';
import type { FakePeer } from './audio.ts';

/** A call's sound as it would be in the browser, by descriptions that were really exchanged. */
export interface Sounding {
  readonly peer: FakePeer;
  readonly connection: FakeConnection;
  /** The caller is heard by the operator. */
  hears(): boolean;
  /** What goes out to the caller. */
  sends(): 'microphone' | 'hold' | 'silence' | 'nothing';
}

/** Audio whose peers really negotiate, over connections that go wrong as Chromium's do. */
export function soundingAudio(clock: Clock): AudioPort & { readonly soundings: Sounding[] } {
  const fake = fakeAudio();
  const soundings: Sounding[] = [];
  return {
    ...fake,
    soundings,
    createPeer(handlers) {
      const peer = fake.createPeer(handlers) as FakePeer;
      const connection = new FakeConnection();
      const real = connection as unknown as RTCPeerConnection;
      const section = createAudioSection({
        connection: real,
        track: {} as MediaStreamTrack,
        codecs: [],
        handleReady: () => undefined,
        handleFailure: () => undefined,
      });
      const { offer, answer, accept, rollback } = createNegotiation({
        connection: real,
        clock,
        audio: section,
      });
      const sounding: Sounding = {
        peer: {
          ...peer,
          offer,
          answer,
          accept,
          rollback,
          send(what) {
            peer.send(what);
            section.start();
          },
          close() {
            peer.close();
            connection.close();
          },
        },
        connection,
        hears: () => peer.heard() && !peer.closed() && connection.flowing().in,
        sends: () => (connection.flowing().out && !peer.closed() ? peer.source() : 'nothing'),
      };
      soundings.push(sounding);
      return sounding.peer;
    },
  };
}
