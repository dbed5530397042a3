import type { SdpPeer } from '@samband/telephony/ports';
import { Ear } from '../../support/audio/ear.ts';

/** The other end of a call: a plain peer connection with a tone of its own and an ear. Knows nothing of Samband. */
export interface Far {
  readonly connection: RTCPeerConnection;
  readonly ear: Ear;
  /** Largest sample heard so far, 0–32767; `forget` begins anew. */
  peak(): number;
  forget(): void;
  /** What it says: a tone (Hz), or digital silence. */
  say(hz: number | null): void;
  offer(options?: RTCOfferOptions): Promise<string>;
  answer(offer: string): Promise<string>;
  accept(answer: string): Promise<void>;
  /** Takes the peer's new offer and gives it the answer. */
  changed(peer: SdpPeer, options?: { iceRestart: boolean }): Promise<void>;
  /** Sends back what it hears, in place of its own tone. */
  loopBack(): void;
  /** No packets at all, or packets again. */
  stopSending(on: boolean): Promise<void>;
  direction(): RTCRtpTransceiverDirection | null;
  remoteTrackId(): string;
  /** New offers that came since the call began. */
  renegotiations(): number;
  /** Resolves when ICE and DTLS are up. */
  up(): Promise<void>;
  /** Resolves when packets have come. */
  packets(): Promise<void>;
  close(): void;
}

async function gathered(connection: RTCPeerConnection): Promise<string> {
  if (connection.iceGatheringState !== 'complete')
    await new Promise<void>((resolve) =>
      connection.addEventListener(
        'icegatheringstatechange',
        () => connection.iceGatheringState === 'complete' && resolve(),
      ),
    );
  return connection.localDescription?.sdp ?? '';
}

/** A context that plays nowhere, at the telephone network's rate, with the recorder loaded. */
async function openContext(): Promise<AudioContext> {
  const options: AudioContextOptions & { sinkId: { type: 'none' } } = {
    sinkId: { type: 'none' },
    sampleRate: 8000,
  };
  const context = new AudioContext(options);
  await context.audioWorklet.addModule(new URL('./ear.worklet.js?no-inline', import.meta.url).href);
  return context;
}
let shared: Promise<AudioContext> | undefined;

export async function openFar(name: string): Promise<Far> {
  const context = await (shared ??= openContext());
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const mouth = new MediaStreamAudioDestinationNode(context);
  for (const track of mouth.stream.getTracks()) connection.addTrack(track, mouth.stream);
  const ear = new Ear(name);
  let peak = 0;
  const element = new Audio();
  let source: MediaStreamAudioSourceNode | undefined;
  const recorder = new AudioWorkletNode(context, 'ear');
  recorder.connect(context.destination);
  recorder.port.onmessage = ({ data }: MessageEvent<Int16Array>) => {
    for (const sample of data) peak = Math.max(peak, Math.abs(sample));
    ear.push(data);
  };
  connection.addEventListener('track', ({ track }) => {
    if (source) return;
    const stream = new MediaStream([track]);
    element.muted = true;
    element.srcObject = stream;
    void element.play();
    source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    source.connect(recorder);
  });
  let tone: OscillatorNode | undefined;
  let offers = 0;

  async function answer(offer: string): Promise<string> {
    if (connection.currentRemoteDescription) offers++;
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await connection.setLocalDescription();
    return gathered(connection);
  }

  return {
    connection,
    ear,
    peak: () => peak,
    forget: () => (peak = 0),
    say(hz) {
      tone?.disconnect();
      tone = undefined;
      if (hz === null) return;
      tone = new OscillatorNode(context, { frequency: hz });
      tone.connect(new GainNode(context, { gain: 0.3 })).connect(mouth);
      tone.start();
    },
    async offer(options) {
      await connection.setLocalDescription(await connection.createOffer(options));
      return gathered(connection);
    },
    answer,
    async changed(peer, options = { iceRestart: false }) {
      await peer.accept(await answer(await peer.offer(options)));
    },
    loopBack() {
      tone?.disconnect();
      source?.connect(mouth);
    },
    async stopSending(on) {
      const [sender] = connection.getSenders();
      const [track] = mouth.stream.getAudioTracks();
      await sender?.replaceTrack(on ? null : (track ?? null));
    },
    direction: () => connection.getTransceivers()[0]?.currentDirection ?? null,
    remoteTrackId: () => connection.getReceivers()[0]?.track.id ?? '',
    renegotiations: () => offers,
    up: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (connection.connectionState === 'connected') resolve();
        };
        connection.addEventListener('connectionstatechange', look);
        look();
      }),
    async packets() {
      for (;;) {
        const stats = [...(await connection.getStats()).values()] as Record<string, unknown>[];
        if (stats.some((entry) => entry['type'] === 'inbound-rtp' && Number(entry['packetsReceived']) > 0))
          return;
        await ear.expect({}, { forMs: 200 });
      }
    },
    accept: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    close() {
      connection.close();
      tone?.disconnect();
      source?.disconnect();
      recorder.disconnect();
      recorder.port.onmessage = null;
      element.srcObject = null;
    },
  };
}
