import { SambandError } from '../contract/index.ts';
import type {
  AudioHandlers,
  AudioPort,
  Levels,
  MediaPeer,
  MediaPeerHandlers,
  Playback,
  SecondVoice,
  SendSource,
} from '../ports/index.ts';

/** A peer that remembers what it was told. */
export interface FakePeer extends MediaPeer {
  readonly handlers: MediaPeerHandlers;
  readonly sent: SendSource[];
  readonly digits: string[];
  readonly offered: { iceRestart: boolean }[];
  /** The remote offers that were answered. */
  readonly answered: string[];
  source(): SendSource;
  heard(): boolean;
  watched(): boolean;
  closed(): boolean;
  /** Whether the path carries packets; it does until told otherwise. */
  carry(on: boolean): void;
}

export type RingSound = Parameters<AudioPort['ring']>[0];

export interface FakeAudio extends AudioPort {
  readonly peers: FakePeer[];
  readonly rings: RingSound[];
  readonly selected: { use: string; id: string; label: string }[];
  /** What the second headset's microphone was told, in order. */
  readonly second: SecondVoice[];
  readonly tested: string[];
  chimes(): number;
  /** Peers that have not been closed. */
  openPeers(): FakePeer[];
  handlers(): AudioHandlers;
  opened(): boolean;
  retries(): number;
  /** The next so many answers are refused. */
  failAnswers(count: number): void;
  failDtmf(on: boolean): void;
  /** How tones and the own voice go from now on: over at once, until `endPlaybacks`, or not heard. */
  playback(how: 'end' | 'hold' | 'fail'): void;
  endPlaybacks(): void;
  /** Tones and voices that were stopped before their end. */
  stopped(): number;
  /** The own voice is played back from now on. */
  playVoice(): void;
  setLevels(levels: Levels): void;
  /** Meters that are running. */
  meters(): number;
}

function failure(code: string): SambandError {
  return new SambandError({ code, category: 'media', messageKey: `error.${code}` });
}

interface Faults {
  answers: number;
  dtmf: boolean;
}

function fakePeer(handlers: MediaPeerHandlers, faults: Faults): FakePeer {
  const sent: SendSource[] = [];
  const digits: string[] = [];
  const offered: { iceRestart: boolean }[] = [];
  const answered: string[] = [];
  let heard = false;
  let watched = false;
  let closed = false;
  let carrying = true;
  const open = () => {
    if (closed) throw failure('media.failed');
  };
  return {
    handlers,
    sent,
    digits,
    offered,
    answered,
    source: () => sent.at(-1) ?? 'silence',
    heard: () => heard,
    watched: () => watched,
    closed: () => closed,
    offer: async (options) => {
      open();
      offered.push(options);
      return 'offer';
    },
    answer: async (offer) => {
      open();
      if (faults.answers > 0) {
        faults.answers -= 1;
        throw failure('media.failed');
      }
      answered.push(offer);
      return `answer to ${offer}`;
    },
    accept: async () => open(),
    rollback: async () => {},
    close: () => {
      closed = true;
    },
    send: (source) => void sent.push(source),
    hear: (on) => {
      heard = on;
    },
    dtmf: async (text) => {
      if (faults.dtmf) throw failure('dtmf.unavailable');
      digits.push(text);
    },
    watch: () => {
      watched = true;
    },
    carries: async () => carrying,
    carry: (on) => {
      carrying = on;
    },
  };
}

export function fakeAudio(): FakeAudio {
  const peers: FakePeer[] = [];
  const rings: RingSound[] = [];
  const selected: FakeAudio['selected'] = [];
  const tested: string[] = [];
  const second: SecondVoice[] = [];
  const faults: Faults = { answers: 0, dtmf: false };
  const playing = new Set<() => void>();
  let how: 'end' | 'hold' | 'fail' = 'end';
  let stopped = 0;
  let playVoice = (): void => undefined;
  let chimes = 0;
  let levels: Levels = { microphone: -90, talk: -90 };
  let meters = 0;

  function play(): Playback {
    if (how === 'fail') return { done: Promise.reject(failure('device.inaudible')), stop: () => {} };
    if (how === 'end') return { done: Promise.resolve(), stop: () => {} };
    let end = (): void => undefined;
    const done = new Promise<void>((resolve) => (end = resolve));
    playing.add(end);
    const stop = () => {
      if (playing.delete(end)) stopped += 1;
      end();
    };
    return { done, stop };
  }

  let given: AudioHandlers | undefined;
  let retries = 0;
  let open = false;
  return {
    peers,
    rings,
    selected,
    second,
    tested,
    openPeers: () => peers.filter((peer) => !peer.closed()),
    handlers: () => {
      if (!given) throw new Error('not opened');
      return given;
    },
    opened: () => open,
    retries: () => retries,
    failAnswers: (count) => {
      faults.answers = count;
    },
    failDtmf: (on) => {
      faults.dtmf = on;
    },
    open: async (handlers) => {
      given = handlers;
      open = true;
      handlers.handleMicrophone('open', 'Headset');
    },
    createPeer: (handlers) => {
      const peer = fakePeer(handlers, faults);
      peers.push(peer);
      return peer;
    },
    retryMicrophone: async () => {
      retries += 1;
    },
    select: async (use, device) => void selected.push({ use, ...(device ?? { id: '', label: '' }) }),
    secondVoice: (voice) => void second.push(voice),
    ring: (sound) => void rings.push(sound),
    chime: () => {
      chimes += 1;
    },
    chimes: () => chimes,
    test: (use) => {
      tested.push(use);
      return play();
    },
    tryMicrophone: (handlePlaying) => {
      playVoice = handlePlaying;
      return play();
    },
    meter: () => {
      meters += 1;
      let isOpen = true;
      return {
        read: () => levels,
        dispose: () => {
          if (isOpen) meters -= 1;
          isOpen = false;
        },
      };
    },
    playback: (next) => {
      how = next;
    },
    endPlaybacks: () => {
      for (const end of playing) end();
      playing.clear();
    },
    stopped: () => stopped,
    playVoice: () => playVoice(),
    setLevels: (next) => {
      levels = next;
    },
    meters: () => meters,
    close: async () => {
      open = false;
    },
  };
}
