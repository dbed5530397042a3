import type { AudioDevice, Quality, SoundUse } from '../contract/index.ts';
import type { Disposable } from './runtime.ts';

/** The offer/answer side of one peer connection: all that the SIP room knows of media. */
export interface SdpPeer {
  /** A local offer, candidates included. */
  offer(options: { iceRestart: boolean }): Promise<string>;
  /** The answer to this offer, candidates included. A second call with the same offer gives the same answer at once. */
  answer(remoteOffer: string): Promise<string>;
  /** The peer's answer to our offer. */
  accept(remoteAnswer: string): Promise<void>;
  /** The session as it was before our offer, with its sound: the offer was refused or given up (RFC 3261 §14.1). */
  rollback(): Promise<void>;
  /** Idempotent. */
  close(): void;
}

/** What is sent to the peer. */
export type SendSource = 'microphone' | 'hold' | 'silence';
export type SoundDirection = 'heard' | 'beingHeard';

export interface MediaPeerHandlers {
  /** First sound that is not digital silence out of the decoder. `atMono` is of the engine's monotonic clock. */
  handleFirstAudio(atMono: number): void;
  /** No RTP (heard) or digital silence from the microphone path (beingHeard) for this long. */
  handleSilent(direction: SoundDirection, seconds: number): void;
  handleAudioBack(direction: SoundDirection): void;
  /** 1 Hz while the call is up. */
  handleQuality(quality: Quality, codec: string | undefined): void;
  /** ICE has lost the path for more than 2 s, or failed: the leg should be re-invited with an ICE restart. */
  handlePathLost(): void;
  handlePathBack(): void;
}

/** One call's sound. Born silent and unheard: nothing is sent or played before it is told to. */
export interface MediaPeer extends SdpPeer {
  /** What is sent. The hold sound is made by the engine itself, so that a held caller never meets silence. */
  send(source: SendSource): void;
  /** Play the peer to the operator. */
  hear(on: boolean): void;
  /** RFC 4733 telephone-events. Rejects with SambandError `dtmf.unavailable`. */
  dtmf(digits: string): Promise<void>;
  /** Begin the 1 Hz sampling and the silence watch: the call is up. */
  watch(): void;
  /**
   * Whether the path carries the peer's packets at this moment, after looking for some 300 ms; where the SDP lets none
   * come, whether ICE and DTLS stand. Never rejects.
   */
  carries(): Promise<boolean>;
}

/** What the second headset's microphone does: goes with the operator's, or is open or shut by itself. */
export type SecondVoice = 'shared' | 'open' | 'muted';

export interface AudioHandlers {
  handleMicrophone(state: 'opening' | 'open' | 'missing' | 'refused' | 'failed', label?: string): void;
  handleDeviceAppeared(device: AudioDevice): void;
  handleDeviceRemoved(device: AudioDevice): void;
  /** `to`: the label of what stands in; '' where nothing does (`medlytt`). */
  handleFellBack(use: SoundUse, to: string): void;
  handleBack(use: SoundUse): void;
  /** The ring could not be made audible on any device. */
  handleRingFailed(): void;
}

/** Peaks in dB of full scale; -90 is silence. */
export interface Levels {
  /** As it is captured, muted or not. */
  readonly microphone: number;
  /** What the operator hears. */
  readonly talk: number;
}

export interface Meter extends Disposable {
  /** The peaks since it was last read. */
  read(): Levels;
}

/** A sound that has an end. */
export interface Playback {
  /** Resolves at its end, stopped or not. Rejects with SambandError `device.inaudible` when it could not be heard. */
  readonly done: Promise<void>;
  stop(): void;
}

/** All sound of a position. Implemented over Web Audio and WebRTC in the room `media`, by a fake in tests. */
export interface AudioPort {
  /** Contexts, devices, microphone. Never rejects for want of a microphone: that is told, and calls can still be heard. */
  open(handlers: AudioHandlers): Promise<void>;
  createPeer(handlers: MediaPeerHandlers): MediaPeer;
  /** Opens the microphone again, after it was missing or refused. */
  retryMicrophone(): Promise<void>;
  /**
   * Pinned by id and label; comes back when plugged in again. Undefined: no device is chosen any more; of `medlytt` and
   * `medlyttMicrophone`, there is none.
   */
  select(use: SoundUse, device: { id: string; label: string } | undefined): Promise<void>;
  /** Of `medlyttMicrophone`, in every call that is not held. Shared until told otherwise. */
  secondVoice(voice: SecondVoice): void;
  /**
   * What sounds on the ring device now: a ring of the site's queues, the soft double tick while talking, the alarm of a
   * call that nobody is ready for, the warning of something that must be dealt with (soft: while talking), or nothing.
   */
  ring(
    sound:
      | { kind: 'ring'; name: string }
      | { kind: 'tick' | 'alarm' | 'warning' | 'softWarning' }
      | { kind: 'none' },
  ): void;
  /** One soft stroke on the ring device. */
  chime(): void;
  /** A short test tone on a device use. */
  test(use: 'talk' | 'ring' | 'medlytt'): Playback;
  /** A few seconds of the own voice, then played back on the talk device. `handlePlaying`: the second half begins. */
  tryMicrophone(handlePlaying: () => void): Playback;
  /** Level meters cost nothing while there is none. Silent before `open`. */
  meter(): Meter;
  close(): Promise<void>;
}
