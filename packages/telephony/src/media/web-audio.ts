/** Where a context plays: a device id, '' for the system's default, or nowhere. Not yet in TypeScript's DOM library. */
export type Sink = string | { readonly type: 'none' };

/** A context; of the lowest latency that the sink can do, where nothing else is asked for. */
export function openContext(sink: Sink, latencyHint: number | 'interactive' = 'interactive'): AudioContext {
  const options: AudioContextOptions & { sinkId?: Sink } = { latencyHint };
  if (sink !== '') options.sinkId = sink;
  return new AudioContext(options);
}

/** Releases a context for good. It may be closed already, or its device may be gone. */
export function closeContext(context: AudioContext): void {
  if (context.state !== 'closed') context.close().catch(() => undefined);
}

// Short enough not to eat a syllable, long enough not to click.
const rampSeconds = 0.004;

/** Moves a gain without a click. It ends at exactly `to`: 0 is digital silence. */
export function ramp(gain: GainNode, to: number): void {
  const now = gain.context.currentTime;
  gain.gain.cancelAndHoldAtTime(now);
  gain.gain.setValueAtTime(gain.gain.value, now);
  gain.gain.linearRampToValueAtTime(to, now + rampSeconds);
}

/** A mono gain that begins shut. */
export function shutGain(context: BaseAudioContext): GainNode {
  return new GainNode(context, { gain: 0, channelCount: 1, channelCountMode: 'explicit' });
}

/** Where sound leaves a context as a mono stream. */
export function monoOut(context: AudioContext): MediaStreamAudioDestinationNode {
  return new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: 'explicit' });
}

/** Mono samples as contexts play them; any number of nodes and contexts can share it. */
export function bufferOf(samples: Float32Array<ArrayBuffer>, sampleRate: number): AudioBuffer {
  const buffer = new AudioBuffer({ length: samples.length, sampleRate });
  buffer.copyToChannel(samples, 0);
  return buffer;
}
