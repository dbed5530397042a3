import type { SecondVoice } from '../ports/index.ts';
import type { Gates } from './gates.ts';
import { createLine, type Line, type MixedLine } from './line.ts';
import { render } from './notes.ts';
import { createRunning } from './running.ts';
import { holdSound } from './sounds.ts';
import { bufferOf, closeContext, monoOut, openContext, ramp, shutGain } from './web-audio.ts';

/** What the operator says, as far as a call gets it. */
export interface Said {
  readonly stream: MediaStream;
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
  /** The same for the second headset's. */
  setSecond(stream: MediaStream | undefined): void;
  secondVoice(voice: SecondVoice): void;
  /** `handleSending`: something goes out from now on. Not once only. */
  openLine(handleSending: () => void): Line;
  openSaid(): Said;
  /** Runs or rests: with no call to make sound for it would use as much of the PC as all else together. */
  run(on: boolean): void;
  close(): void;
}

/** A captured stream, whichever it is. What hangs on its node does not notice a change. */
function createInput(context: AudioContext): {
  readonly node: AudioNode;
  set(stream: MediaStream | undefined): void;
} {
  // Every call's gate hangs on this node, so that a change of microphone touches one connection.
  const node = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  let source: MediaStreamAudioSourceNode | undefined;
  return {
    node,
    set(stream) {
      const next = stream && new MediaStreamAudioSourceNode(context, { mediaStream: stream });
      next?.connect(node);
      source?.disconnect();
      source = next;
    },
  };
}

export function createMixer(): Mixer {
  const context = openContext({ type: 'none' });
  const microphone = createInput(context);
  const second = createInput(context);
  const lines = new Set<MixedLine>();
  /** The operator's microphone goes out to these. */
  const spoken = new Set<MixedLine>();
  const saidGates = new Set<GainNode>();
  let voice: SecondVoice = 'shared';
  let hold: AudioBuffer | undefined;
  let prepared = false;

  function follow(line: MixedLine, isSpoken: boolean): void {
    if (isSpoken) spoken.add(line);
    else spoken.delete(line);
    for (const gate of saidGates) ramp(gate, spoken.size > 0 ? 1 : 0);
  }

  function openLine(handleSending: () => void): Line {
    const line: MixedLine = createLine({
      context,
      microphone: microphone.node,
      second: second.node,
      voice,
      hold: () => (hold ??= bufferOf(render(holdSound, context.sampleRate), context.sampleRate)),
      handleGates(gates: Gates) {
        follow(line, gates.voice);
        if (gates.voice || gates.second || gates.hold) handleSending();
      },
    });
    lines.add(line);
    return {
      ...line,
      dispose() {
        lines.delete(line);
        follow(line, false);
        line.dispose();
      },
    };
  }

  function openSaid(): Said {
    const destination = monoOut(context);
    const gate = shutGain(context);
    microphone.node.connect(gate).connect(destination);
    saidGates.add(gate);
    if (spoken.size > 0) ramp(gate, 1);
    return {
      stream: destination.stream,
      dispose() {
        saidGates.delete(gate);
        microphone.node.disconnect(gate);
        gate.disconnect();
        for (const track of destination.stream.getTracks()) track.stop();
      },
    };
  }

  return {
    context,
    microphone: microphone.node,
    async prepare(workletUrl) {
      // A file of its own and never inlined: the page's CSP allows scripts from 'self' alone.
      const url = workletUrl ?? new URL('./first-audio.worklet.js?no-inline', import.meta.url).href;
      await context.audioWorklet.addModule(url);
      prepared = true;
    },
    prepared: () => prepared,
    setMicrophone: microphone.set,
    setSecond: second.set,
    secondVoice(next) {
      voice = next;
      for (const line of lines) line.secondVoice(next);
    },
    openLine,
    openSaid,
    run: createRunning(context),
    close() {
      microphone.set(undefined);
      second.set(undefined);
      closeContext(context);
    },
  };
}
