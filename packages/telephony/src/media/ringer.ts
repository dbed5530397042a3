import { SambandError } from '../contract/index.ts';
import type { AudioPort, Clock, Disposable, Playback } from '../ports/index.ts';
import { render, type Sound } from './notes.ts';
import type { Output } from './output.ts';
import { alarmSound, ringSound, tickSound } from './sounds.ts';
import { loopOf } from './web-audio.ts';

export type RingSound = Parameters<AudioPort['ring']>[0];

interface Deps {
  readonly clock: Clock;
  readonly output: Output;
  handleRingFailed(): void;
}

/** Time for a device to be found that plays, the next ones tried included. */
const patienceMs = 4000;

function soundOf(ring: RingSound): Sound | undefined {
  if (ring.kind === 'ring') return ringSound(ring.name);
  if (ring.kind === 'tick') return tickSound;
  return ring.kind === 'alarm' ? alarmSound : undefined;
}

/** Plays one sound on an output, again from its beginning if the output is rebuilt. */
function play(output: Output, sound: Sound, loop: boolean): Disposable {
  return output.attach((context, out) => {
    const node = loopOf(context, render(sound, context.sampleRate), loop);
    node.connect(out);
    node.start();
    return () => {
      node.stop();
      node.disconnect();
    };
  });
}

/** What rings now. A ring that cannot be heard is told, once for each ring. */
export function createRinger({ clock, output, handleRingFailed }: Deps): {
  ring(sound: RingSound): void;
  dispose(): void;
} {
  let playing: Disposable | undefined;
  let watch: Disposable | undefined;
  let now: RingSound = { kind: 'none' };

  function look(since: number): Disposable {
    let heardAt = since;
    let told = false;
    return clock.every(250, () => {
      if (output.audible()) heardAt = clock.mono();
      if (told || clock.mono() - heardAt <= patienceMs) return;
      told = true;
      handleRingFailed();
    });
  }

  return {
    ring(next) {
      if (next.kind === now.kind && (next.kind !== 'ring' || (now.kind === 'ring' && next.name === now.name)))
        return;
      now = next;
      playing?.dispose();
      watch?.dispose();
      const sound = soundOf(next);
      playing = sound && play(output, sound, true);
      watch = sound && look(clock.mono());
    },
    dispose() {
      playing?.dispose();
      watch?.dispose();
    },
  };
}

/** A sound once, to its end or until it is stopped. Rejects when the device gives no sound. */
export function playOnce(clock: Clock, output: Output, sound: Sound): Playback {
  const playing = play(output, sound, false);
  return until(clock, sound.seconds * 1000, (wasStopped) => {
    const isHeard = wasStopped || output.audible();
    playing.dispose();
    return isHeard;
  });
}

/** Runs for so long, or until it is stopped; `end` says whether it could be heard. */
export function until(clock: Clock, ms: number, end: (wasStopped: boolean) => boolean): Playback {
  let stop = (): void => undefined;
  const done = new Promise<void>((resolve, reject) => {
    let isOver = false;
    const finish = (wasStopped: boolean): void => {
      if (isOver) return;
      isOver = true;
      timer.dispose();
      if (end(wasStopped)) return resolve();
      const code = 'device.inaudible';
      reject(new SambandError({ code, category: 'media', messageKey: `error.${code}` }));
    };
    const timer = clock.after(ms, () => finish(false));
    stop = () => finish(true);
  });
  return { done, stop: () => stop() };
}
