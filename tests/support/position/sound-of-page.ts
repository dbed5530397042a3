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

/** Averages down to 8 kHz; what does not fill a sample is kept for the next part. */
function toTelephone(from: number): (samples: Float32Array) => Int16Array {
  const step = from / rate;
  let [sum, count, due] = [0, 0, step];
  return (samples) => {
    const result: number[] = [];
    for (const sample of samples) {
      sum += sample;
      count += 1;
      due -= 1;
      if (due >= 0.5) continue;
      result.push(Math.max(-1, Math.min(1, sum / count)) * 32_767);
      [sum, count, due] = [0, 0, due + step];
    }
    return Int16Array.from(result);
  };
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

/**
 * Off the main thread, which may be busy: gathers 200 ms, which is what an ear looks at, and posts them. Each post goes
 * through the browser to the test's process, which has more to do. The first message to it is its last.
 */
const recorderModule = `registerProcessor('recorder', class extends AudioWorkletProcessor {
  part = new Float32Array(Math.round(sampleRate / 5 / 128) * 128);
  at = 0;
  isOver = false;
  constructor() {
    super();
    this.port.onmessage = () => (this.isOver = true);
  }
  process([input]) {
    if (this.isOver) return false;
    const frames = input[0] ?? new Float32Array(128);
    this.part.set(frames, this.at);
    this.at += frames.length;
    if (this.at < this.part.length) return true;
    this.port.postMessage(this.part);
    this.at = 0;
    return true;
  }
});`;

type Connect = (this: AudioNode, ...args: unknown[]) => AudioNode;

const loaded = new WeakMap<BaseAudioContext, Promise<void>>();
/** The recorder's module; a context takes a name once. */
function load(context: BaseAudioContext): Promise<void> {
  const url = (): string => URL.createObjectURL(new Blob([recorderModule], { type: 'text/javascript' }));
  const loading = loaded.get(context) ?? context.audioWorklet.addModule(url());
  loaded.set(context, loading);
  return loading;
}

/** Until it is called off: a recorder of somebody who has gone would hand on silence for ever. */
async function record(
  tap: GainNode,
  connect: Connect,
  heard: (samples: Int16Array) => void,
  over?: AbortSignal,
): Promise<void> {
  const { context } = tap;
  await load(context);
  if (over?.aborted) return;
  const recorder = new AudioWorkletNode(context, 'recorder', {
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  const resample = toTelephone(context.sampleRate);
  recorder.port.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => heard(resample(data)));
  recorder.port.start();
  connect.call(tap, recorder);
  // Nothing comes out of it; but a node without a way to the destination is not rendered once its voices are gone,
  // and silence is to be recorded as silence.
  connect.call(recorder, context.destination);
  over?.addEventListener('abort', () => {
    recorder.port.postMessage('over');
    tap.disconnect();
    recorder.disconnect();
  });
}

/** Hands on what comes from the other end, until it is called off. Chromium decodes it only while an element plays it. */
export function recordVoice(
  context: AudioContext,
  stream: MediaStream,
  heard: (samples: Int16Array) => void,
): () => void {
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  element.play().catch(() => undefined); // it was called off at once
  const tap = new GainNode(context);
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  source.connect(tap);
  const over = new AbortController();
  record(tap, AudioNode.prototype.connect as Connect, heard, over.signal).catch((error: unknown) =>
    console.error('recorder', error),
  );
  return () => {
    over.abort();
    source.disconnect();
    element.pause();
    element.srcObject = null;
  };
}

/** Records every context that plays a stream: where voices are heard. Contexts that only ring are left out. */
function makeEar(heard: (samples: Int16Array) => void): void {
  const connect = AudioNode.prototype.connect as Connect;
  const voices = new WeakSet<BaseAudioContext>();
  const taps = new WeakMap<BaseAudioContext, GainNode>();
  const tapOf = (context: AudioContext): GainNode => {
    const known = taps.get(context);
    if (known) return known;
    const tap = new GainNode(context);
    taps.set(context, tap);
    record(tap, connect, heard).catch((error: unknown) => console.error('recorder', error));
    return tap;
  };
  AudioNode.prototype.connect = function patched(this: AudioNode, ...args: unknown[]) {
    const [target] = args;
    const { context } = this;
    if (this instanceof MediaStreamAudioSourceNode) voices.add(context);
    const plays =
      context instanceof AudioContext && typeof (context as { sinkId?: unknown }).sinkId === 'string';
    if (target instanceof AudioDestinationNode && plays && voices.has(context))
      connect.call(this, tapOf(context));
    return connect.apply(this, args);
  };
}

export function installSound(heard: (samples: Int16Array) => void): PageSound {
  makeEar(heard);
  return makeMouth();
}
