import { createQualityMeter } from '../quality/index.ts';
import type { Clock, Disposable, Logger, MediaPeer, MediaPeerHandlers, SendSource } from '../ports/index.ts';
import { createCallConnection, type CallConnection } from './call-connection.ts';
import type { Mixer } from './mixer.ts';
import type { Output } from './output.ts';
import { createPathWatch, pathPatienceMs } from './path.ts';
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

export function createMediaPeer(deps: Deps): OwnPeer {
  const { clock, logger, handlers } = deps;
  const line = deps.mixer.openLine(() => start());
  let connection = open();
  let isStarted = false;
  let isHeard = false;
  let isFirstAwaited = false;
  let source: SendSource = 'silence';
  let closed = false;
  let watching: Disposable[] | undefined;

  function open(): CallConnection {
    try {
      return createCallConnection({
        ...deps,
        track: line.track,
        handleFirstAudio: (atMono) => handlers.handleFirstAudio(atMono),
      });
    } catch (error) {
      line.dispose();
      throw error;
    }
  }

  function start(): void {
    isStarted = true;
    connection.start();
  }

  function awaitFirst(): void {
    isFirstAwaited = true;
    connection.awaitFirst();
  }

  function tellSilence(direction: 'heard' | 'beingHeard', news: SilenceNews): void {
    if (news === 'back') handlers.handleAudioBack(direction);
    else if (news) handlers.handleSilent(direction, news.silentFor);
  }

  /** Which directions are to carry sound now, by the SDP in force and by what the operator wants. */
  function expected(): { heard: boolean; beingHeard: boolean } {
    const { direction } = connection;
    return {
      heard: source !== 'hold' && (direction === 'sendrecv' || direction === 'recvonly'),
      beingHeard: direction === 'sendrecv' || direction === 'sendonly',
    };
  }

  function watchMedia(): Disposable {
    const meter = createQualityMeter();
    const heard = createSilenceWatch(noRtpMs);
    const beingHeard = createSilenceWatch(deadMicrophoneMs);
    let before: Awaited<ReturnType<CallConnection['counters']>> | undefined;
    let asking = false;

    async function look(): Promise<void> {
      const now = await connection.counters();
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
        connection.revive();
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
      const news = path.look(connection.state, clock.mono());
      if (news) logger.info('media path', { news });
      if (news === 'lost') handlers.handlePathLost();
      else if (news === 'back') handlers.handlePathBack();
    };
    look();
    return [connection.handleStates(look), clock.every(pathPatienceMs / 8, look)];
  }

  function unwatch(): void {
    for (const one of watching ?? []) one.dispose();
    watching = undefined;
  }

  function watch(): void {
    if (closed || watching) return;
    start();
    watching = [watchMedia(), ...watchPath()];
  }

  return {
    offer: (options) => connection.negotiation.offer(options),
    answer: (offer) => connection.negotiation.answer(offer),
    accept: (answer) => connection.negotiation.accept(answer),
    rollback: () => connection.negotiation.rollback(),
    renew() {
      if (closed) return;
      const wasWatched = watching !== undefined;
      unwatch();
      connection.close();
      connection = open();
      connection.hear(isHeard);
      if (isFirstAwaited) connection.awaitFirst();
      if (isStarted) connection.start();
      if (wasWatched) watch();
    },
    send(what) {
      source = what;
      line.send(what);
      if (what !== 'silence') awaitFirst();
    },
    hear(on) {
      isHeard = on;
      connection.hear(on);
      if (on) awaitFirst();
    },
    dtmf: (digits) => connection.dtmf(digits),
    watch,
    carries: () => connection.carries(),
    revive: () => connection.revive(),
    close() {
      if (closed) return;
      closed = true;
      unwatch();
      connection.close();
      line.dispose();
      deps.handleClosed();
    },
  };
}
