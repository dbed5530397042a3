import { SambandError, type SoundUse } from '../contract/index.ts';
import type { AudioHandlers, AudioPort, Clock, Logger, MediaPeerHandlers } from '../ports/index.ts';
import { createDevices, within, type Devices } from './devices.ts';
import type { Pin } from './device-list.ts';
import { createMeter } from './meter.ts';
import { createMicrophone, type Microphone } from './microphone.ts';
import { createMixer, type Mixer } from './mixer.ts';
import { createOutput, type Output } from './output.ts';
import { createMediaPeer, type OwnPeer } from './peer.ts';
import { tryVoice } from './own-voice.ts';
import { createRinger, playOnce } from './ringer.ts';
import { testSound } from './sounds.ts';
import { warmUp } from './warm-up.ts';

export interface AudioOptions {
  /** The talk device is a loudspeaker: echo cancellation on. Default: a headset, the sound is left as it is. */
  readonly loudspeaker?: boolean;
  /** The names of the site's rings; without them any two may sound alike. */
  readonly rings?: readonly string[];
  /** Where the worklet is served, when the bundler does not follow `new URL(…, import.meta.url)`. */
  readonly workletUrl?: string;
}

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

interface Opened {
  readonly mixer: Mixer;
  readonly devices: Devices;
  readonly talk: Output;
  readonly ring: Output;
  readonly microphone: Microphone;
  readonly ringer: ReturnType<typeof createRinger>;
}

// Chromium allows 500 peer connections in a page, and a closed one counts until it is collected.
const collectEvery = 64;
/** A microphone that does not open is told; it does not keep the position from hearing. */
const microphoneMs = 3000;

/** All sound of a position in this page, over Web Audio and WebRTC. */
export function createAudio({ clock, logger, options = {} }: Deps): BrowserAudio {
  const pins: Partial<Record<SoundUse, Pin>> = {};
  const peers = new Set<OwnPeer>();
  let created = 0;
  let closedSince = 0;
  let opened: Opened | undefined;
  /** What keeps the mixer running: calls, warming up, meters. */
  let holds = 0;

  function need(): Opened {
    if (opened) return opened;
    throw new SambandError({ code: 'media.closed', category: 'state', messageKey: 'error.media.closed' });
  }

  async function open(handlers: AudioHandlers): Promise<void> {
    const mixer = createMixer();
    const prepared = mixer.prepare(options.workletUrl).catch((cause: unknown) => {
      logger.error('worklet not loaded: first audio is not measured', { error: String(cause) });
    });
    const devices: Devices = createDevices({
      clock,
      logger,
      handlers,
      changed() {
        talk?.handleDevices();
        ring?.handleDevices();
        microphone.handleDevices();
        for (const peer of peers) peer.revive();
      },
    });
    const shared = { clock, logger, handlers, devices: devices.list, refresh: devices.refresh };
    const microphone = createMicrophone({
      ...shared,
      loudspeaker: options.loudspeaker ?? false,
      changed: mixer.setMicrophone,
    });
    let talk: Output | undefined;
    let ring: Output | undefined;
    // Labels may be hidden until a microphone is granted, so the outputs are found after it.
    await devices.refresh();
    const tried = pins.microphone ? microphone.pin(pins.microphone) : microphone.open();
    await within(clock, microphoneMs, tried).catch(() => logger.warn('microphone is slow to open'));
    await devices.refresh();
    talk = createOutput({ ...shared, use: 'talk' });
    ring = createOutput({ ...shared, use: 'ring' });
    if (pins.talk) talk.pin(pins.talk);
    if (pins.ring) ring.pin(pins.ring);
    await prepared;
    const ringer = createRinger({
      clock,
      output: ring,
      rings: options.rings ?? [],
      handleRingFailed: handlers.handleRingFailed,
    });
    opened = { mixer, devices, talk, ring, microphone, ringer };
    void warm(opened);
  }

  function makePeer({ mixer, talk }: Opened, handlers: MediaPeerHandlers, handleClosed: () => void): OwnPeer {
    return createMediaPeer({ clock, logger, mixer, talk, handlers, handleClosed });
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
    retryMicrophone: () => need().microphone.open(),
    async select(use, { id, label }) {
      pins[use] = { id, label };
      if (use === 'microphone') await opened?.microphone.pin({ id, label });
      else opened?.[use].pin({ id, label });
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
      if (opened) {
        opened.ringer.dispose();
        opened.microphone.close();
        opened.devices.dispose();
        opened.talk.close();
        opened.ring.close();
        opened.mixer.close();
      }
      opened = undefined;
      return Promise.resolve();
    },
  };
}
