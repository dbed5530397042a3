import type { Clock, Playback } from '../ports/index.ts';
import type { Metered } from './meter.ts';
import { until } from './ringer.ts';
import { monoOut, ramp, shutGain } from './web-audio.ts';

/** As long as one needs to say a sentence. */
const voiceSeconds = 3;
/** The timers and the sound run by different clocks: the end is not cut off. */
const marginMs = 300;

/**
 * The own voice, heard as the callers hear it: taken up for a few seconds, and played on the talk device that much
 * later. A delay line holds it, so that nothing is recorded anywhere and both halves never sound at once.
 */
export function tryVoice(clock: Clock, { mixer, talk }: Metered, handlePlaying: () => void): Playback {
  const { context } = mixer;
  const gate = shutGain(context);
  const delay = new DelayNode(context, { maxDelayTime: voiceSeconds + 1, delayTime: voiceSeconds });
  const destination = monoOut(context);
  mixer.microphone.connect(gate).connect(delay).connect(destination);
  ramp(gate, 1);
  const playing = talk.attach((own, level) => {
    const source = new MediaStreamAudioSourceNode(own, { mediaStream: destination.stream });
    source.connect(own.destination);
    source.connect(level);
    return () => source.disconnect();
  });
  const half = clock.after(voiceSeconds * 1000, () => {
    ramp(gate, 0);
    handlePlaying();
  });
  return until(clock, 2 * voiceSeconds * 1000 + marginMs, (wasStopped) => {
    const isHeard = wasStopped || talk.audible();
    half.dispose();
    playing.dispose();
    mixer.microphone.disconnect(gate);
    gate.disconnect();
    delay.disconnect();
    for (const track of destination.stream.getTracks()) track.stop();
    return isHeard;
  });
}
