import { SambandError } from '../contract/index.ts';
import type { AudioPort, Clock, Disposable } from '../ports/index.ts';
import { render, type Sound } from './notes.ts';
import type { Output } from './output.ts';
import { alarmSound, ringSound, testSound, tickSound } from './sounds.ts';
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
  return output.attach((context) => {
    const node = loopOf(context, render(sound, context.sampleRate), loop);
    node.connect(context.destination);
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

/** A short tone; resolves at its end. Rejects when the device gives no sound. */
export async function playTest(clock: Clock, output: Output): Promise<void> {
  const playing = play(output, testSound, false);
  await new Promise<void>((resolve) => clock.after(testSound.seconds * 1000, resolve));
  playing.dispose();
  if (!output.audible())
    throw new SambandError({
      code: 'device.inaudible',
      category: 'media',
      messageKey: 'error.device.inaudible',
    });
}
