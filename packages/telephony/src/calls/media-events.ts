import type { Quality } from '../contract/index.ts';
import type { Clock, EventSink, MediaPeerHandlers } from '../ports/index.ts';
import type { Session } from './session.ts';

/** Told at the latest this often while nothing changes (ms): a course of it for the incident. */
const qualityEveryMs = 5000;

export interface MediaEventsDeps {
  readonly clock: Clock;
  readonly sink: EventSink;
  handlePathLost(session: Session): void;
  handlePathBack(session: Session): void;
  /** Nothing is heard of the caller any more. */
  handleUnheard(session: Session): void;
}

/** What a call's sound tells, as events of that call. */
export function mediaEvents(session: Session, deps: MediaEventsDeps): MediaPeerHandlers {
  const { clock, sink } = deps;
  let told: { quality: Quality; at: number } | undefined;
  let isFirstTold = false;
  const isLive = () => session.stage !== 'over';

  function tellQuality(quality: Quality): void {
    const same =
      told && told.quality.heard === quality.heard && told.quality.beingHeard === quality.beingHeard;
    if (told && same && clock.mono() - told.at < qualityEveryMs) return;
    told = { quality, at: clock.mono() };
    sink.emit('quality', quality, session.about);
  }

  return {
    handleFirstAudio(atMono) {
      if (!isLive() || isFirstTold) return;
      isFirstTold = true;
      session.heard = true;
      if (session.direction === 'incoming')
        sink.emit('audio.first', { msAfterPress: Math.max(0, atMono - session.pressed) }, session.about);
    },
    handleSilent(direction, seconds) {
      if (!isLive()) return;
      sink.emit('audio.silent', { direction, seconds }, session.about);
      if (direction === 'heard') deps.handleUnheard(session);
    },
    handleAudioBack(direction) {
      if (!isLive()) return;
      if (direction === 'heard') session.heard = true;
      sink.emit('audio.back', { direction }, session.about);
    },
    handleQuality(quality, codec) {
      if (session.stage !== 'up') return;
      if (quality.heard > 0) session.heard = true;
      if (codec !== undefined && codec !== '' && session.codec === undefined) {
        session.codec = codec.slice(0, 64);
        sink.emit('call.connected', { codec: session.codec }, session.about);
      }
      tellQuality(quality);
    },
    handlePathLost() {
      if (isLive()) deps.handlePathLost(session);
    },
    handlePathBack() {
      if (isLive()) deps.handlePathBack(session);
    },
  };
}
