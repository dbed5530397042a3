/** The one audio section of a call: which transceiver it is, and when packets begin to leave. */
export interface AudioSection {
  /** Before an offer of ours: makes the transceiver if there is none yet. */
  open(): void;
  /**
   * After an offer of the peer was set: takes the transceiver that Chromium made for it, and refuses all other
   * sections. Throws if there is none.
   */
  adopt(): void;
  /** Packets may leave. Until then the sender has no track: a prepared answer sends nothing, though its path may be up. */
  start(): void;
  /** As the SDP in force says; undefined before there is one. */
  direction(): RTCRtpTransceiverDirection | undefined;
}

interface Deps {
  readonly connection: RTCPeerConnection;
  readonly track: MediaStreamTrack;
  readonly codecs: RTCRtpCodec[];
  /** Once, when the transceiver is known. */
  handleReady(transceiver: RTCRtpTransceiver): void;
  handleFailure(cause: unknown): void;
}

/**
 * A transceiver that is made ahead by `addTrack` is not used for an offer with `sendonly` or `inactive` (RFC 8829
 * §5.10): Chromium makes a second one, and the call is silent for good. So the first description decides.
 *
 * Its direction is always `sendrecv`, held or not. Hold is what the engine sends and plays; a direction in the SDP
 * would need a re-INVITE for each press, and one that fails would leave the call one-way.
 */
export function createAudioSection(deps: Deps): AudioSection {
  const { connection } = deps;
  let transceiver: RTCRtpTransceiver | undefined;
  let isStarted = false;

  function send(): void {
    transceiver?.sender.replaceTrack(deps.track).catch(deps.handleFailure);
  }

  function use(made: RTCRtpTransceiver): void {
    transceiver = made;
    made.setCodecPreferences(deps.codecs);
    deps.handleReady(made);
    if (isStarted) send();
  }

  return {
    open() {
      if (!transceiver) use(connection.addTransceiver('audio', { direction: 'sendrecv' }));
    },
    adopt() {
      const offered = connection.getTransceivers().filter(({ mid }) => mid !== null);
      const found = transceiver ?? offered.find(({ receiver }) => receiver.track.kind === 'audio');
      for (const other of offered) if (other !== found && other.direction !== 'stopped') other.stop();
      if (!found || found.direction === 'stopped') throw new Error('no audio section');
      if (!transceiver) use(found);
      found.direction = 'sendrecv';
    },
    start() {
      if (isStarted) return;
      isStarted = true;
      send();
    },
    direction: () => transceiver?.currentDirection ?? undefined,
  };
}
