import type { Levels, Meter } from '../ports/index.ts';
import { decibels, peakOf, silentLevel } from './level.ts';
import type { Mixer } from './mixer.ts';
import type { Output } from './output.ts';

/** Samples that an analyser keeps: 170 ms at 48 kHz, more than passes between two looks at a meter. */
const kept = 8192;

interface Tap {
  read(): number;
  dispose(): void;
}

/** The peak of what passes a node since it was last asked. */
function tap(context: BaseAudioContext, node: AudioNode): Tap {
  const analyser = new AnalyserNode(context, { fftSize: kept, channelCount: 1 });
  node.connect(analyser);
  const samples = new Float32Array(kept);
  let readAt = context.currentTime;
  return {
    read() {
      // A clock that stands still plays nothing, whatever its last samples were.
      const passed = Math.ceil((context.currentTime - readAt) * context.sampleRate);
      readAt = context.currentTime;
      analyser.getFloatTimeDomainData(samples);
      return decibels(peakOf(samples, passed));
    },
    dispose: () => node.disconnect(analyser),
  };
}

export interface Metered {
  readonly mixer: Mixer;
  readonly talk: Output;
}

/** Microphone and talk. `opened` is undefined until there is sound; `hold` keeps the mixer running meanwhile. */
export function createMeter(opened: () => Metered | undefined, hold: () => () => void): Meter {
  let running: Meter | undefined;

  function begin({ mixer, talk }: Metered): Meter {
    const letGo = hold();
    const microphone = tap(mixer.context, mixer.microphone);
    let heard: Tap | undefined;
    const playing = talk.attach((context, level) => {
      const own = tap(context, level);
      heard = own;
      return own.dispose;
    });
    return {
      read: () => ({ microphone: microphone.read(), talk: heard?.read() ?? silentLevel }),
      dispose() {
        microphone.dispose();
        playing.dispose();
        letGo();
      },
    };
  }

  return {
    read(): Levels {
      const own = opened();
      if (!running && own) running = begin(own);
      return running?.read() ?? { microphone: silentLevel, talk: silentLevel };
    },
    dispose() {
      running?.dispose();
      running = undefined;
    },
  };
}
