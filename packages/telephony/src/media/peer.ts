import { createQualityMeter } from '../quality/index.ts';
import { problemOf, SambandError } from '../contract/index.ts';
import type { Clock, Disposable, Logger, MediaPeer, MediaPeerHandlers, SendSource } from '../ports/index.ts';
import { createAudioSection } from './audio-section.ts';
import { readCounters } from './counters.ts';
import { createDtmf } from './dtmf.ts';
import type { Mixer } from './mixer.ts';
import { createNegotiation } from './negotiation.ts';
import type { Output } from './output.ts';
import { createPathWatch, pathPatienceMs } from './path.ts';
import { createRemote, type Remote } from './remote.ts';
import { preferCodecs } from './sdp.ts';
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
/** Some fifteen packets, and longer than Chromium keeps statistics (50 ms). */
const carriesWithinMs = 300;
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
  const line = deps.mixer.openLine(() => audio.start());
  let bound: { readonly remote: Remote; readonly dtmf: ReturnType<typeof createDtmf> } | undefined;
  let isHeard = false;
  let isFirstAwaited = false;
  let source: SendSource = 'silence';
  let closed = false;
  let watching: Disposable[] | undefined;

  const audio = createAudioSection({
    connection,
    track: line.track,
    codecs: preferCodecs(RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []),
    handleReady({ receiver, sender }) {
      const remote = createRemote(receiver.track, {
        clock,
        outputs: deps.outputs,
        mixer: deps.mixer,
        handleFirstAudio: (atMono) => handlers.handleFirstAudio(atMono),
      });
      bound = { remote, dtmf: createDtmf(sender, clock) };
      remote.hear(isHeard);
      if (isFirstAwaited) remote.awaitFirst();
    },
    handleFailure: (cause) => logger.error('sender not started', { error: String(cause) }),
  });
  const negotiation = createNegotiation({ connection, clock, audio });

  function awaitFirst(): void {
    isFirstAwaited = true;
    bound?.remote.awaitFirst();
  }

  function tellSilence(direction: 'heard' | 'beingHeard', news: SilenceNews): void {
    if (news === 'back') handlers.handleAudioBack(direction);
    else if (news) handlers.handleSilent(direction, news.silentFor);
  }

  /** Which directions are to carry sound now, by the SDP in force and by what the operator wants. */
  function expected(): { heard: boolean; beingHeard: boolean } {
    const agreed = audio.direction() ?? 'inactive';
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
        bound?.remote.revive();
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

  async function packetsReceived(): Promise<number> {
    return readCounters(await connection.getStats()).packetsReceived;
  }

  async function carries(): Promise<boolean> {
    if (connection.connectionState !== 'connected') return false;
    const agreed = audio.direction();
    if (agreed !== 'sendrecv' && agreed !== 'recvonly') return true;
    const before = await packetsReceived();
    await new Promise<void>((resolve) => void clock.after(carriesWithinMs, resolve));
    return (await packetsReceived()) > before;
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
      if (what !== 'silence') awaitFirst();
    },
    hear(on) {
      isHeard = on;
      bound?.remote.hear(on);
      if (on) awaitFirst();
    },
    dtmf: (digits) =>
      bound ? bound.dtmf(digits) : Promise.reject(new SambandError(problemOf('dtmf.unavailable', 'media'))),
    watch() {
      if (closed || watching) return;
      audio.start();
      watching = [watchMedia(), ...watchPath()];
    },
    carries: () => carries().catch(() => false),
    revive: () => bound?.remote.revive(),
    close() {
      if (closed) return;
      closed = true;
      for (const one of watching ?? []) one.dispose();
      bound?.remote.dispose();
      line.dispose();
      negotiation.close();
      deps.handleClosed();
    },
  };
}
