/** Chromium's encoded streams; not in TypeScript's DOM library. */
interface EncodedStreams {
  readonly readable: ReadableStream<{ data: ArrayBuffer }>;
  readonly writable: WritableStream<{ data: ArrayBuffer }>;
}
type EncodedReceiver = RTCRtpReceiver & { createEncodedStreams(): EncodedStreams };

/**
 * Watches every peer connection of this page for incoming audio frames, the same way for each contender:
 * an encoded transform sees the frame itself, while getStats is cached for 50 ms. RTCRtpScriptTransform is
 * missing in Chromium 130, so the older createEncodedStreams is used.
 */
export function watchFrames(): { next(): Promise<number> } {
  let waiting: ((at: number) => void)[] = [];
  const seen = (): void => {
    const at = performance.now();
    for (const resolve of waiting) resolve(at);
    waiting = [];
  };
  const Native = window.RTCPeerConnection;
  const Watched = function (config?: RTCConfiguration): RTCPeerConnection {
    const connection = new Native({ ...config, encodedInsertableStreams: true } as RTCConfiguration);
    connection.addEventListener('track', ({ receiver }) => {
      if (receiver.track.kind !== 'audio') return;
      const streams = (receiver as EncodedReceiver).createEncodedStreams();
      const tap = new TransformStream<{ data: ArrayBuffer }, { data: ArrayBuffer }>({
        transform(frame, controller) {
          seen();
          controller.enqueue(frame);
        },
      });
      void streams.readable
        .pipeThrough(tap)
        .pipeTo(streams.writable)
        .catch(() => undefined);
    });
    // Senders of such a connection send nothing until their streams are piped as well.
    const addTrack = connection.addTrack.bind(connection);
    connection.addTrack = (track, ...streams) => pass(addTrack(track, ...streams));
    const addTransceiver = connection.addTransceiver.bind(connection);
    connection.addTransceiver = (kind, init) => {
      const transceiver = addTransceiver(kind, init);
      pass(transceiver.sender);
      return transceiver;
    };
    return connection;
  };
  Watched.prototype = Native.prototype;
  window.RTCPeerConnection = Object.assign(Watched, {
    generateCertificate: Native.generateCertificate.bind(Native),
  }) as unknown as typeof RTCPeerConnection;
  return { next: () => new Promise((resolve) => waiting.push(resolve)) };
}

function pass(sender: RTCRtpSender): RTCRtpSender {
  const streams = (sender as unknown as EncodedReceiver).createEncodedStreams();
  void streams.readable.pipeTo(streams.writable).catch(() => undefined);
  return sender;
}
