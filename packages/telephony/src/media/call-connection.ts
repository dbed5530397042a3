import { problemOf, SambandError } from '../contract/index.ts';
import type { Clock, Disposable, Logger } from '../ports/index.ts';
import { createAudioSection } from './audio-section.ts';
import { readCounters } from './counters.ts';
import { createDtmf } from './dtmf.ts';
import type { Mixer } from './mixer.ts';
import { createNegotiation, type Negotiation } from './negotiation.ts';
import type { Output } from './output.ts';
import { createRemote, type Remote } from './remote.ts';
import { preferCodecs } from './sdp.ts';

/** One peer connection with its one audio section, and both ends of its sound. Nothing is sent or heard at first. */
export interface CallConnection {
  readonly negotiation: Negotiation;
  readonly state: RTCPeerConnectionState;
  /** As the SDP in force says. */
  readonly direction: RTCRtpTransceiverDirection;
  handleStates(run: () => void): Disposable;
  /** Packets may leave from now on. */
  start(): void;
  hear(on: boolean): void;
  /** From now on the first sound of the peer is told. */
  awaitFirst(): void;
  dtmf(digits: string): Promise<void>;
  counters(): Promise<ReturnType<typeof readCounters>>;
  /** See `MediaPeer.carries`. */
  carries(): Promise<boolean>;
  /** Starts the decoder's pull anew. */
  revive(): void;
  close(): void;
}

export interface CallConnectionDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly mixer: Mixer;
  /** Whose wearers hear what the operator hears. */
  readonly outputs: readonly Output[];
  /** What is sent. */
  readonly track: MediaStreamTrack;
  handleFirstAudio(atMono: number): void;
}

/** Digits wait so long for a path: Chromium says that they were played, and sends none where there is no path. */
const pathWithinMs = 5000;
/** Some fifteen packets, and longer than Chromium keeps statistics (50 ms). */
const carriesWithinMs = 300;

function connect(): RTCPeerConnection {
  try {
    // Exchanges that offer one audio stream often leave out the BUNDLE group, which `max-bundle` refuses.
    return new RTCPeerConnection({ bundlePolicy: 'balanced', iceServers: [] });
  } catch (cause) {
    throw new SambandError(problemOf('media.failed', 'media'), { cause });
  }
}

export function createCallConnection(deps: CallConnectionDeps): CallConnection {
  const { clock, logger } = deps;
  const connection = connect();
  let ends: { readonly remote: Remote; readonly dtmf: ReturnType<typeof createDtmf> } | undefined;
  let isHeard = false;
  let isFirstAwaited = false;

  const audio = createAudioSection({
    connection,
    track: deps.track,
    codecs: preferCodecs(RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []),
    handleReady({ receiver, sender }) {
      const remote = createRemote(receiver.track, deps);
      ends = { remote, dtmf: createDtmf(sender, clock) };
      remote.hear(isHeard);
      if (isFirstAwaited) remote.awaitFirst();
    },
    handleFailure: (cause) => logger.error('sender not started', { error: String(cause) }),
  });
  const negotiation = createNegotiation({ connection, clock, audio });

  function unavailable(): SambandError {
    return new SambandError(problemOf('dtmf.unavailable', 'media'));
  }

  /** Rejects when the path does not come up in time. */
  function connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      const bound = clock.after(pathWithinMs, () => end(() => reject(unavailable())));
      const look = (): void => {
        if (connection.connectionState === 'connected') end(resolve);
        else if (connection.connectionState === 'closed') end(() => reject(unavailable()));
      };
      function end(settle: () => void): void {
        bound.dispose();
        connection.removeEventListener('connectionstatechange', look);
        settle();
      }
      connection.addEventListener('connectionstatechange', look);
      look();
    });
  }

  async function dtmf(digits: string): Promise<void> {
    if (!ends) throw unavailable();
    await connected();
    return ends.dtmf(digits);
  }

  async function counters(): Promise<ReturnType<typeof readCounters>> {
    return readCounters(await connection.getStats());
  }

  async function carries(): Promise<boolean> {
    if (connection.connectionState !== 'connected') return false;
    const direction = audio.direction();
    if (direction !== 'sendrecv' && direction !== 'recvonly') return true;
    const before = await counters();
    await new Promise<void>((resolve) => void clock.after(carriesWithinMs, resolve));
    return (await counters()).packetsReceived > before.packetsReceived;
  }

  return {
    negotiation,
    get state() {
      return connection.connectionState;
    },
    get direction() {
      return audio.direction() ?? 'inactive';
    },
    handleStates(run) {
      connection.addEventListener('connectionstatechange', run);
      return { dispose: () => connection.removeEventListener('connectionstatechange', run) };
    },
    start: audio.start,
    hear(on) {
      isHeard = on;
      ends?.remote.hear(on);
    },
    awaitFirst() {
      isFirstAwaited = true;
      ends?.remote.awaitFirst();
    },
    dtmf,
    counters,
    carries: () => carries().catch(() => false),
    revive: () => ends?.remote.revive(),
    close() {
      ends?.remote.dispose();
      negotiation.close();
    },
  };
}
