import { problemOf, SambandError, type SoundUse } from '../contract/index.ts';
import type {
  AudioHandlers,
  AudioPort,
  Clock,
  Logger,
  MediaPeerHandlers,
  SecondVoice,
} from '../ports/index.ts';
import type { Pin } from './device-list.ts';
import { createMeter } from './meter.ts';
import { openSound, type AudioOptions, type Opened } from './opened.ts';
import { createMediaPeer, type OwnPeer } from './peer.ts';
import { tryVoice } from './own-voice.ts';
import { playOnce } from './ringer.ts';
import { testSound } from './sounds.ts';
import { warmUp } from './warm-up.ts';

interface Deps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly options?: AudioOptions;
}

/** What is alive, for tests and for the log. */
export interface AudioCounts {
  readonly peers: number;
  /** Since the start. */
  readonly created: number;
  /** What keeps the mixer running. */
  readonly holds: number;
}

export type BrowserAudio = AudioPort & { counts(): AudioCounts };

// Chromium allows 500 peer connections in a page, and a closed one counts until it is collected.
const collectEvery = 64;

/** All sound of a position in this page, over Web Audio and WebRTC. */
export function createAudio({ clock, logger, options = {} }: Deps): BrowserAudio {
  const pins = new Map<SoundUse, Pin | undefined>();
  const peers = new Set<OwnPeer>();
  let secondVoice: SecondVoice = 'shared';
  let created = 0;
  let closedSince = 0;
  let opened: Opened | undefined;
  /** What keeps the mixer running: calls, warming up, meters. */
  let holds = 0;

  function need(): Opened {
    if (opened) return opened;
    throw new SambandError(problemOf('media.closed'));
  }

  async function open(handlers: AudioHandlers): Promise<void> {
    opened = await openSound({
      clock,
      logger,
      handlers,
      options,
      pinOf: (use) => pins.get(use),
      handleDevices() {
        for (const peer of peers) peer.revive();
      },
    });
    opened.mixer.secondVoice(secondVoice);
    void warm(opened);
  }

  function makePeer(own: Opened, handlers: MediaPeerHandlers, handleClosed: () => void): OwnPeer {
    const { mixer, talk, medlytt } = own;
    return createMediaPeer({ clock, logger, mixer, outputs: [talk, medlytt], handlers, handleClosed });
  }

  /** Keeps the mixer running until what it returns is called. */
  function hold(): () => void {
    holds++;
    opened?.mixer.run(true);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      holds--;
      if (holds === 0) opened?.mixer.run(false);
    };
  }

  async function warm(own: Opened): Promise<void> {
    const letGo = hold();
    await warmUp((handlers) => makePeer(own, handlers, () => undefined), clock, logger);
    letGo();
  }

  function collect(): void {
    closedSince++;
    // In a quiet moment; where none comes, a short pause now is better than no connection for the next caller.
    const isOverdue = closedSince >= 4 * collectEvery;
    if (closedSince < collectEvery || (peers.size > 0 && !isOverdue)) return;
    closedSince = 0;
    // There only with --expose-gc; without it Chromium collects by memory, which peer connections hardly show in.
    (globalThis as { gc?: () => void }).gc?.();
  }

  return {
    open,
    createPeer(handlers) {
      const own = need();
      const letGo = hold();
      const peer: OwnPeer = makePeer(own, handlers, () => {
        peers.delete(peer);
        letGo();
        collect();
      });
      peers.add(peer);
      created++;
      return peer;
    },
    async retryMicrophone() {
      const { microphone, medlyttMicrophone } = need();
      await Promise.all([microphone.open(), medlyttMicrophone.open()]);
    },
    async select(use, device) {
      const pin = device && { id: device.id, label: device.label };
      pins.set(use, pin);
      await opened?.[use].pin(pin);
    },
    secondVoice(voice) {
      secondVoice = voice;
      opened?.mixer.secondVoice(voice);
    },
    ring: (sound) => need().ringer.ring(sound),
    chime: () => need().ringer.chime(),
    test: (use) => playOnce(clock, need()[use], testSound),
    tryMicrophone(handlePlaying) {
      const own = need();
      const letGo = hold();
      const voice = tryVoice(clock, own, handlePlaying);
      return { done: voice.done.finally(letGo), stop: voice.stop };
    },
    meter: () => createMeter(() => opened, hold),
    counts: () => ({ peers: peers.size, created, holds }),
    close() {
      for (const peer of [...peers]) peer.close();
      opened?.close();
      opened = undefined;
      return Promise.resolve();
    },
  };
}
