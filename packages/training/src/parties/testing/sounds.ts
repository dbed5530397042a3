import type { EarHandlers, PartyPeer, PartySoundPort } from '../port.ts';

/** A party's sound that remembers what it was told; the other end as methods. */
export interface FakePartyPeer extends PartyPeer {
  readonly clips: string[];
  readonly stopped: string[];
  readonly backgrounds: string[];
  readonly rooms: string[];
  playsMusic(): boolean;
  listenedAnew(): number;
  closed(): boolean;
  /** The clip that is being said. */
  saying(): string | undefined;
  /** It has been said. */
  said(): Promise<void>;
  hears(): void;
  voice(state: 'began' | 'ended'): void;
}

export interface FakeSounds extends PartySoundPort {
  readonly peers: FakePartyPeer[];
  last(): FakePartyPeer;
  open(): number;
  /** The next peer cannot be made. */
  fail(): void;
  /** Clips cannot be had. */
  failClips(on: boolean): void;
}

const sdp = [
  'v=0',
  'o=- 1 1 IN IP4 192.0.2.1',
  's=-',
  'c=IN IP4 192.0.2.1',
  't=0 0',
  'm=audio 4000 RTP/AVP 8',
  '',
].join('\r\n');

const settled = async (): Promise<void> => {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
};

function fakePeer(handlers: EarHandlers, clipsFail: () => boolean): FakePartyPeer {
  const clips: string[] = [];
  const stopped: string[] = [];
  const backgrounds: string[] = [];
  const rooms: string[] = [];
  let current: { readonly clip: string; end(): void } | undefined;
  let music = false;
  let anew = 0;
  let closed = false;
  return {
    clips,
    stopped,
    backgrounds,
    rooms,
    playsMusic: () => music,
    listenedAnew: () => anew,
    closed: () => closed,
    saying: () => current?.clip,
    async said() {
      current?.end();
      await settled();
    },
    hears: () => handlers.handleFirstSound(),
    voice: (state) => handlers.handleVoice(state),
    say(clip) {
      current?.end();
      clips.push(clip);
      if (clipsFail()) return { done: Promise.reject(new Error('no clip')), stop: () => undefined };
      let resolve = (): void => undefined;
      const done = new Promise<void>((end) => (resolve = end));
      const own = {
        clip,
        end() {
          if (current === own) current = undefined;
          resolve();
        },
      };
      current = own;
      return {
        done,
        stop() {
          if (current === own) stopped.push(clip);
          own.end();
        },
      };
    },
    background: (kind) => void backgrounds.push(kind),
    music: () => {
      music = true;
    },
    join: (room) => void rooms.push(room),
    listenAnew: () => {
      anew += 1;
    },
    offer: async () => sdp,
    answer: async () => sdp,
    accept: async () => undefined,
    rollback: async () => undefined,
    close() {
      closed = true;
      current?.end();
    },
  };
}

export function fakeSounds(): FakeSounds {
  const peers: FakePartyPeer[] = [];
  let failing = false;
  let clipsFail = false;
  const open = (): number => peers.filter((peer) => !peer.closed()).length;
  return {
    peers,
    last: () => peers.at(-1)!,
    open,
    fail: () => {
      failing = true;
    },
    failClips: (on) => {
      clipsFail = on;
    },
    createPeer(handlers) {
      if (failing) {
        failing = false;
        throw new Error('no peer connection');
      }
      const peer = fakePeer(handlers, () => clipsFail);
      peers.push(peer);
      return peer;
    },
    counts: () => ({
      peers: open(),
      created: peers.length,
      rooms: new Set(peers.filter((peer) => !peer.closed()).flatMap((peer) => peer.rooms)).size,
    }),
    close: async () => undefined,
  };
}
