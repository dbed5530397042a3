import { createRunning } from './running.ts';
import type { SendSource } from '../ports/index.ts';
import { render } from './notes.ts';
import { holdSound } from './sounds.ts';
import { closeContext, loopOf, openContext, ramp, shutGain } from './web-audio.ts';

/** One call's outgoing sound. Born silent: its gates are shut, which is digital silence. */
export interface Line {
  /** For the sender. It lives as long as the line, whatever happens to microphones. */
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  send(source: SendSource): void;
  dispose(): void;
}

/** Makes everything that is sent, in one context that is bound to no device and so never stops with one. */
export interface Mixer {
  readonly context: AudioContext;
  /** The microphone as it is captured, whichever it is. */
  readonly microphone: AudioNode;
  /** Loads the worklets of this context. */
  prepare(workletUrl?: string): Promise<void>;
  /** `prepare` is done. */
  prepared(): boolean;
  /** Swaps what the microphone is; the calls do not notice. */
  setMicrophone(stream: MediaStream | undefined): void;
  openLine(): Line;
  /** Runs or rests: with no call to make sound for it would use as much of the PC as all else together. */
  run(on: boolean): void;
  close(): void;
}

export function createMixer(): Mixer {
  const context = openContext({ type: 'none' });
  // Every call's gate hangs on this node, so that a change of microphone touches one connection.
  const microphone = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  let source: MediaStreamAudioSourceNode | undefined;
  let holdSamples: Float32Array<ArrayBuffer> | undefined;
  let prepared = false;

  function openLine(): Line {
    const destination = new MediaStreamAudioDestinationNode(context, {
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    const [track] = destination.stream.getAudioTracks();
    if (!track) throw new Error('a destination node without a track');
    const voice = shutGain(context);
    microphone.connect(voice).connect(destination);
    let hold: { node: AudioBufferSourceNode; gate: GainNode } | undefined;

    function startHold(): void {
      if (hold) return;
      holdSamples ??= render(holdSound, context.sampleRate);
      // Each held caller hears the melody from its beginning.
      const node = loopOf(context, holdSamples, true);
      const gate = shutGain(context);
      node.connect(gate).connect(destination);
      node.start();
      ramp(gate, 1);
      hold = { node, gate };
    }
    function stopHold(): void {
      if (!hold) return;
      const { node, gate } = hold;
      hold = undefined;
      ramp(gate, 0);
      node.onended = () => gate.disconnect();
      node.stop(context.currentTime + 0.02);
    }

    return {
      stream: destination.stream,
      track,
      send(what) {
        ramp(voice, what === 'microphone' ? 1 : 0);
        if (what === 'hold') startHold();
        else stopHold();
      },
      dispose() {
        stopHold();
        microphone.disconnect(voice);
        voice.disconnect();
        track.stop();
      },
    };
  }

  return {
    context,
    microphone,
    async prepare(workletUrl) {
      // A file of its own and never inlined: the page's CSP allows scripts from 'self' alone.
      const url = workletUrl ?? new URL('./first-audio.worklet.js?no-inline', import.meta.url).href;
      await context.audioWorklet.addModule(url);
      prepared = true;
    },
    prepared: () => prepared,
    setMicrophone(stream) {
      const next = stream && new MediaStreamAudioSourceNode(context, { mediaStream: stream });
      next?.connect(microphone);
      source?.disconnect();
      source = next;
    },
    openLine,
    run: createRunning(context),
    close() {
      source?.disconnect();
      closeContext(context);
    },
  };
}
