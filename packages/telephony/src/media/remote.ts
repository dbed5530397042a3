import type { Clock, Disposable } from '../ports/index.ts';
import type { Output } from './output.ts';
import type { Mixer } from './mixer.ts';
import { ramp, shutGain } from './web-audio.ts';

/** What the peer sends: decoded, watched for its first sound, and played on each of the outputs when told to. */
export interface Remote {
  hear(on: boolean): void;
  /** From now on the first sound counts. */
  awaitFirst(): void;
  /** Starts the decoder's pull anew, when its own device went with a headset. */
  revive(): void;
  dispose(): void;
}

interface Deps {
  readonly clock: Clock;
  readonly outputs: readonly Output[];
  /** Its context is stopped by no device. */
  readonly mixer: Mixer;
  handleFirstAudio(atMono: number): void;
}

export function createRemote(track: MediaStreamTrack, deps: Deps): Remote {
  const stream = new MediaStream([track]);
  const gates = new Set<GainNode>();
  let element = pull(stream);
  let on = false;

  const playing: readonly Disposable[] = deps.outputs.map((output) =>
    output.attach((context, level) => {
      const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
      const gate = shutGain(context);
      if (on) gate.gain.value = 1;
      source.connect(gate).connect(context.destination);
      gate.connect(level);
      gates.add(gate);
      return () => {
        gates.delete(gate);
        source.disconnect();
        gate.disconnect();
      };
    }),
  );

  const tap = deps.mixer.prepared() ? createTap(stream, deps) : undefined;

  return {
    hear(next) {
      on = next;
      for (const gate of gates) ramp(gate, on ? 1 : 0);
    },
    awaitFirst: () => tap?.listen(),
    revive() {
      drop(element);
      element = pull(stream);
    },
    dispose() {
      tap?.end();
      for (const one of playing) one.dispose();
      drop(element);
    },
  };
}

/** Calls `handleFirstAudio` once after `listen`. It stands ready from the start, since making it takes time. */
function createTap(
  stream: MediaStream,
  { clock, mixer, handleFirstAudio }: Deps,
): { listen(): void; end(): void } {
  const { context } = mixer;
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  const tap = new AudioWorkletNode(context, 'first-audio');
  // To be processed it must lead somewhere; this context plays nowhere.
  source.connect(tap).connect(context.destination);
  function end(): void {
    tap.port.onmessage = null;
    source.disconnect();
    tap.disconnect();
  }
  tap.port.onmessage = ({ data }: MessageEvent<number>) => {
    end();
    // The message may have waited behind other work; a wall clock that was set meanwhile is not believed.
    const waited = Date.now() - data;
    handleFirstAudio(clock.mono() - (waited > 0 && waited < 1000 ? waited : 0));
  };
  return { listen: () => tap.port.postMessage('listen'), end };
}

/** Chromium decodes a remote stream only while a media element plays it; muted, since Web Audio does the playing. */
function pull(stream: MediaStream): HTMLAudioElement {
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  element.play().catch(() => undefined);
  return element;
}

function drop(element: HTMLAudioElement): void {
  element.pause();
  element.srcObject = null;
}
