import type { EarHandlers } from '../parties/index.ts';
import { levelOf } from './level.ts';
import { createVoiceWatch } from './voice-watch.ts';

/** What one party hears. */
export interface Ear {
  /** The sound itself. */
  readonly output: AudioNode;
  /** Once every 50 ms or so. */
  look(atMs: number): void;
  listenAnew(): void;
  close(): void;
}

/** The quietest sample of A-law is 1/4096 (ITU-T G.711): a line that is up and silent. */
const audible = 0.001;

export function createEar(context: AudioContext, track: MediaStreamTrack, handlers: EarHandlers): Ear {
  const stream = new MediaStream([track]);
  const element = pull(stream);
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  const analyser = new AnalyserNode(context, {
    fftSize: 1024,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const watch = createVoiceWatch();
  let heard = false;

  return {
    output: source,
    look(atMs) {
      analyser.getFloatTimeDomainData(samples);
      const { rms, peak } = levelOf(samples);
      if (!heard && peak > audible) {
        heard = true;
        handlers.handleFirstSound();
      }
      const news = watch.look(rms, atMs);
      if (news) handlers.handleVoice(news);
    },
    listenAnew: () => watch.reset(),
    close() {
      source.disconnect();
      element.pause();
      element.srcObject = null;
    },
  };
}

/** Chromium decodes a remote stream only while a media element plays it; muted, since nobody sits at this page. */
function pull(stream: MediaStream): HTMLAudioElement {
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  element.play().catch(() => undefined);
  return element;
}
