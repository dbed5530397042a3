import type { AudioPort, MediaPeer, MediaPeerHandlers } from '../ports/index.ts';

const deaf: MediaPeerHandlers = {
  handleFirstAudio: () => {},
  handleSilent: () => {},
  handleAudioBack: () => {},
  handleQuality: () => {},
  handlePathLost: () => {},
  handlePathBack: () => {},
};

/** A peer that is made before it is known who will own it. */
export interface RoutedPeer {
  readonly peer: MediaPeer;
  /** From now on what happens is told to these. */
  route(handlers: MediaPeerHandlers): void;
}

export function createRoutedPeer(audio: AudioPort): RoutedPeer {
  let target = deaf;
  const peer = audio.createPeer({
    handleFirstAudio: (atMono) => target.handleFirstAudio(atMono),
    handleSilent: (direction, seconds) => target.handleSilent(direction, seconds),
    handleAudioBack: (direction) => target.handleAudioBack(direction),
    handleQuality: (quality, codec) => target.handleQuality(quality, codec),
    handlePathLost: () => target.handlePathLost(),
    handlePathBack: () => target.handlePathBack(),
  });
  return {
    peer,
    route: (handlers) => {
      target = handlers;
    },
  };
}
