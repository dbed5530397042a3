import { createQualityMeter } from '../quality/index.ts';
import { problemOf, SambandError } from '../contract/index.ts';
import type { Clock, Disposable, Logger, MediaPeer, MediaPeerHandlers, SendSource } from '../ports/index.ts';
import { readCounters } from './counters.ts';
import { createDtmf } from './dtmf.ts';
import type { Mixer } from './mixer.ts';
import { createNegotiation } from './negotiation.ts';
import type { Output } from './output.ts';
import { createPathWatch, pathPatienceMs } from './path.ts';
import { createRemote, type Remote } from './remote.ts';
import { preferCodecs } from './sdp.ts';
import { createSending } from './sending.ts';
import { createSilenceWatch, type SilenceNews } from './silence.ts';

interface Deps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly mixer: Mixer;
  /** Whose wearers hear what the operator hears. */
  readonly outputs: readonly Output[];
  readonly handlers: MediaPeerHandlers;
  handleClosed(): void;
}

/** A peer, and what the room itself asks of it. */
export interface OwnPeer extends MediaPeer {
  /** The device that pulled the decoder may be gone. */
  revive(): void;
}

const noRtpMs = 3000;
const deadMicrophoneMs = 5000;

function connect(): RTCPeerConnection {
  try {
    // Exchanges that offer one audio stream often leave out the BUNDLE group, which `max-bundle` refuses.
    return new RTCPeerConnection({ bundlePolicy: 'balanced', iceServers: [] });
  } catch (cause) {
    throw new SambandError(problemOf('media.failed', 'media'), { cause });
  }
}

export function createMediaPeer(deps: Deps): OwnPeer {
  const { clock, logger, handlers } = deps;
  const connection = connect();
  const line = deps.mixer.openLine(() => sending.start());
  const sender = connection.addTrack(line.track, line.stream);
  const [transceiver] = connection.getTransceivers();
  if (!transceiver) throw new Error('a track without a transceiver');
  transceiver.setCodecPreferences(preferCodecs(RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []));
  const remote: Remote = createRemote(transceiver.receiver.track, {
    clock,
    outputs: deps.outputs,
    mixer: deps.mixer,
    handleFirstAudio: (atMono) => handlers.handleFirstAudio(atMono),
  });
  const dtmf = createDtmf(sender, clock);
  const sending = createSending(sender, logger);
  let source: SendSource = 'silence';
  let closed = false;
  let watching: Disposable[] | undefined;

  const negotiation = createNegotiation({
    connection,
    clock,
    ready: sending.ready,
    direction: () => (source === 'hold' ? 'sendonly' : 'sendrecv'),
  });

  function tellSilence(direction: 'heard' | 'beingHeard', news: SilenceNews): void {
    if (news === 'back') handlers.handleAudioBack(direction);
    else if (news) handlers.handleSilent(direction, news.silentFor);
  }

  /** Which directions are to carry sound now, by the SDP in force and by what the operator wants. */
  function expected(): { heard: boolean; beingHeard: boolean } {
    const agreed = transceiver?.currentDirection ?? 'inactive';
    return {
      heard: source !== 'hold' && (agreed === 'sendrecv' || agreed === 'recvonly'),
      beingHeard: agreed === 'sendrecv' || agreed === 'sendonly',
    };
  }

  function watchMedia(): Disposable {
    const meter = createQualityMeter();
    const heard = createSilenceWatch(noRtpMs);
    const beingHeard = createSilenceWatch(deadMicrophoneMs);
    let before: ReturnType<typeof readCounters> | undefined;
    let asking = false;

    async function look(): Promise<void> {
      const now = readCounters(await connection.getStats());
      if (closed) return;
      const due = expected();
      const mono = clock.mono();
      const received = now.packetsReceived > (before?.packetsReceived ?? 0);
      const spoken = now.sentEnergy > (before?.sentEnergy ?? 0);
      tellSilence('heard', heard.look(received, due.heard, mono));
      tellSilence('beingHeard', beingHeard.look(spoken, due.beingHeard && source === 'microphone', mono));
      // Packets come and nothing is decoded: the device that the decoder was pulled by is gone.
      if (before && received && now.totalSamplesReceived === before.totalSamplesReceived) {
        logger.warn('decoder stood still');
        remote.revive();
      }
      before = now;
      const quality = meter.look(now, due);
      if (quality) handlers.handleQuality(quality, now.codec);
    }

    return clock.every(1000, () => {
      if (asking) return;
      asking = true;
      look()
        .catch((cause: unknown) => logger.warn('statistics not read', { error: String(cause) }))
        .finally(() => (asking = false));
    });
  }

  function watchPath(): Disposable[] {
    const path = createPathWatch();
    const look = (): void => {
      if (closed) return;
      const news = path.look(connection.connectionState, clock.mono());
      if (news) logger.info('media path', { news });
      if (news === 'lost') handlers.handlePathLost();
      else if (news === 'back') handlers.handlePathBack();
    };
    connection.addEventListener('connectionstatechange', look);
    look();
    return [
      clock.every(pathPatienceMs / 8, look),
      { dispose: () => connection.removeEventListener('connectionstatechange', look) },
    ];
  }

  return {
    offer: negotiation.offer,
    answer: negotiation.answer,
    accept: negotiation.accept,
    rollback: negotiation.rollback,
    send(what) {
      source = what;
      line.send(what);
      if (what !== 'silence') remote.awaitFirst();
    },
    hear(on) {
      remote.hear(on);
      if (on) remote.awaitFirst();
    },
    dtmf,
    watch() {
      if (closed || watching) return;
      sending.start();
      watching = [watchMedia(), ...watchPath()];
    },
    revive: remote.revive,
    close() {
      if (closed) return;
      closed = true;
      for (const one of watching ?? []) one.dispose();
      remote.dispose();
      line.dispose();
      negotiation.close();
      deps.handleClosed();
    },
  };
}
