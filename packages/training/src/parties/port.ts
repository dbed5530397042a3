import type { Playback, SdpPeer } from '@samband/telephony/ports';
import type { Background } from '../day/index.ts';

/** What a party's ear tells. */
export interface EarHandlers {
  /** The first sound that is not silence. Told once. */
  handleFirstSound(): void;
  /** A voice, or whatever is as loud: told when it begins, and when it has been quiet for the length of a pause. */
  handleVoice(state: 'began' | 'ended'): void;
}

/** One party's sound: what is said to the other end, and what is heard of it. Born silent. */
export interface PartyPeer extends SdpPeer {
  /** One clip at a time; the one before is stopped. `done` rejects when the clip cannot be had. */
  say(clip: string): Playback;
  /** Heard under the voice for as long as the call lasts. */
  background(kind: Background): void;
  /** Hold music, without an end. */
  music(): void;
  /** Hears all others of this room, and is heard by them. */
  join(room: string): void;
  /** A voice that is heard now counts as one that begins. */
  listenAnew(): void;
}

export interface PartySoundCounts {
  /** Peer connections that have not been closed. */
  readonly peers: number;
  /** All that were ever made. */
  readonly created: number;
  /** Rooms with someone in them. */
  readonly rooms: number;
}

/** The sound of all parties. Implemented over Web Audio and WebRTC in the room `sound`, by a fake in tests. */
export interface PartySoundPort {
  createPeer(handlers: EarHandlers): PartyPeer;
  counts(): PartySoundCounts;
  close(): Promise<void>;
}
