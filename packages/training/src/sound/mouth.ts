import { SambandError } from '@samband/telephony/contract';
import type { Clock, Playback } from '@samband/telephony/ports';
import type { Background } from '../parties/index.ts';
import type { Clips } from './clips.ts';

/** Sounds that every party shares: made once. */
export interface Library {
  readonly clips: Clips;
  background(kind: Background): AudioBuffer;
  music(): AudioBuffer;
}

/** What one party sends: a voice, and what is heard under it. */
export interface Mouth {
  readonly track: MediaStreamTrack;
  readonly stream: MediaStream;
  /** Anything connected to it is sent. */
  readonly input: AudioNode;
  say(clip: string): Playback;
  background(kind: Background): void;
  music(): void;
  close(): void;
}

/** A context that stands still is no reason to wait for ever. */
const lateMs = 2000;

export function createMouth(context: AudioContext, library: Library, clock: Clock, turn: number): Mouth {
  const destination = new MediaStreamAudioDestinationNode(context, {
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('a destination node without a track');
  let under: AudioBufferSourceNode | undefined;
  let speaking: { stop(): void } | undefined;
  let closed = false;

  function loop(buffer: AudioBuffer): void {
    under?.stop();
    under?.disconnect();
    under = new AudioBufferSourceNode(context, { buffer, loop: true });
    under.connect(destination);
    // Two callers on the same road do not hear the same car.
    under.start(0, (turn * 2.37) % buffer.duration);
  }

  function say(clip: string): Playback {
    speaking?.stop();
    let finish = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (finish = resolve));
    let over = false;

    async function play(): Promise<void> {
      const buffer = await library.clips.get(clip);
      if (over || closed) return;
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(destination);
      const late = clock.after(buffer.duration * 1000 + lateMs, finish);
      source.onended = () => finish();
      source.start();
      await stopped;
      late.dispose();
      source.onended = null;
      source.stop();
      source.disconnect();
    }
    const own = {
      stop() {
        over = true;
        finish();
      },
    };
    speaking = own;
    return { done: Promise.race([play(), stopped]), stop: own.stop };
  }

  return {
    track,
    stream: destination.stream,
    input: destination,
    say: (clip) => (closed ? { done: Promise.reject(gone()), stop: () => undefined } : say(clip)),
    background: (kind) => loop(library.background(kind)),
    music: () => loop(library.music()),
    close() {
      if (closed) return;
      closed = true;
      speaking?.stop();
      under?.stop();
      under?.disconnect();
      track.stop();
    },
  };
}

function gone(): SambandError {
  return new SambandError({ code: 'media.failed', category: 'media', messageKey: 'error.media.failed' });
}
