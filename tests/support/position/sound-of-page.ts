/**
 * Ear and mouth of a position without sound devices, in its page: the microphone is a tone of our own instead of a
 * device, and whatever reaches the output of an audio context is handed to the test, 8 kHz.
 */
export interface PageSound {
  /** Hz, or null for silence. */
  say(hz: number | null): void;
  /** From now on the microphone cannot be opened: the name of the DOMException. */
  breakMicrophone(why: string): void;
  mendMicrophone(): void;
}

const rate = 8000;

function toTelephone(samples: Float32Array, from: number): Int16Array {
  const step = from / rate;
  return Int16Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const [start, end] = [Math.floor(at * step), Math.floor((at + 1) * step)];
    let sum = 0;
    for (let index = start; index < end; index += 1) sum += samples[index] ?? 0;
    return Math.max(-1, Math.min(1, sum / (end - start))) * 32_767;
  });
}

/** Replaces `getUserMedia` by a tone. */
function makeMouth(): PageSound {
  const context = new AudioContext();
  const tone = new OscillatorNode(context);
  const level = new GainNode(context, { gain: 0 });
  tone.connect(level);
  tone.start();
  let broken: string | undefined;
  navigator.mediaDevices.getUserMedia = async () => {
    if (broken !== undefined) throw new DOMException('told so by the test', broken);
    const microphone = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    level.connect(microphone);
    await context.resume();
    return microphone.stream;
  };
  return {
    say(hz) {
      level.gain.value = hz === null ? 0 : 0.3;
      if (hz !== null) tone.frequency.value = hz;
    },
    breakMicrophone(why) {
      broken = why;
    },
    mendMicrophone() {
      broken = undefined;
    },
  };
}

/** Whatever is connected to the output of a context that plays is recorded as well. */
function makeEar(heard: (samples: Int16Array) => void): void {
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
  const recorders = new WeakMap<BaseAudioContext, ScriptProcessorNode>();
  const recorderOf = (context: AudioContext): ScriptProcessorNode => {
    const known = recorders.get(context);
    if (known) return known;
    const recorder = context.createScriptProcessor(2048, 1, 1);
    recorder.addEventListener('audioprocess', ({ inputBuffer }) =>
      heard(toTelephone(inputBuffer.getChannelData(0), context.sampleRate)),
    );
    recorders.set(context, recorder);
    connect.call(recorder, context.destination);
    return recorder;
  };
  AudioNode.prototype.connect = function patched(this: AudioNode, ...args: unknown[]) {
    const [target] = args;
    if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
      const sink = (target.context as AudioContext & { sinkId?: unknown }).sinkId;
      if (typeof sink !== 'object') connect.call(this, recorderOf(target.context));
    }
    return connect.apply(this, args);
  } as typeof AudioNode.prototype.connect;
}

export function installSound(heard: (samples: Int16Array) => void): PageSound {
  makeEar(heard);
  return makeMouth();
}
