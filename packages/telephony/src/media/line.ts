import type { SecondVoice, SendSource } from '../ports/index.ts';
import { gatesOf, type Gates } from './gates.ts';
import { monoOut, ramp, shutGain } from './web-audio.ts';

/** One call's outgoing sound. Born silent: its gates are shut, which is digital silence. */
export interface Line {
  /** For the sender. It lives as long as the line, whatever happens to microphones. */
  readonly track: MediaStreamTrack;
  send(source: SendSource): void;
  dispose(): void;
}

/** A line, and what the mixer asks of it. */
export interface MixedLine extends Line {
  secondVoice(voice: SecondVoice): void;
}

interface Deps {
  readonly context: AudioContext;
  /** As they are captured. */
  readonly microphone: AudioNode;
  readonly second: AudioNode;
  readonly voice: SecondVoice;
  hold(): AudioBuffer;
  handleGates(gates: Gates): void;
}

export function createLine(deps: Deps): MixedLine {
  const { context, microphone, second } = deps;
  const destination = monoOut(context);
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('a destination node without a track');
  const voiceGate = shutGain(context);
  const secondGate = shutGain(context);
  microphone.connect(voiceGate).connect(destination);
  second.connect(secondGate).connect(destination);
  let source: SendSource | undefined;
  let secondVoice = deps.voice;
  let hold: { node: AudioBufferSourceNode; gate: GainNode } | undefined;

  function startHold(): void {
    if (hold) return;
    // Each held caller hears the melody from its beginning.
    const node = new AudioBufferSourceNode(context, { buffer: deps.hold(), loop: true });
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

  function follow(): void {
    const gates = gatesOf(source, secondVoice);
    ramp(voiceGate, gates.voice ? 1 : 0);
    ramp(secondGate, gates.second ? 1 : 0);
    if (gates.hold) startHold();
    else stopHold();
    deps.handleGates(gates);
  }

  return {
    track,
    send(next) {
      source = next;
      follow();
    },
    secondVoice(next) {
      secondVoice = next;
      follow();
    },
    dispose() {
      stopHold();
      microphone.disconnect(voiceGate);
      second.disconnect(secondGate);
      voiceGate.disconnect();
      secondGate.disconnect();
      track.stop();
    },
  };
}
