import { problemOf, SambandError } from '../contract/index.ts';
import type { AudioPort, Clock, Disposable, Playback } from '../ports/index.ts';
import { render, type Sound } from './notes.ts';
import type { Output } from './output.ts';
import { alarmSound, chimeSound, ringSounds, softWarningSound, tickSound, warningSound } from './sounds.ts';
import { bufferOf } from './web-audio.ts';

export type RingSound = Parameters<AudioPort['ring']>[0];

interface Deps {
  readonly clock: Clock;
  readonly output: Output;
  /** The names of the site's rings: any two are told apart. */
  readonly rings: readonly string[];
  handleRingFailed(): void;
}

/** Time for a device to be found that plays, the next ones tried included. */
const patienceMs = 4000;

const others: Record<Exclude<RingSound['kind'], 'ring'>, Sound | undefined> = {
  tick: tickSound,
  alarm: alarmSound,
  warning: warningSound,
  softWarning: softWarningSound,
  none: undefined,
};

/** Hz: of sounds that are made before anybody knows which device will play them. */
const sampleRate = 48_000;

const make = (sound: Sound): AudioBuffer => bufferOf(render(sound, sampleRate), sampleRate);

interface Sounds extends Disposable {
  of(sound: Sound): AudioBuffer;
}

/**
 * Each sound computed once, and ahead of the first ring: it takes a tenth of a second and more on a slow PC, at the
 * moment in which a call comes in or is answered. One sound at a time, so that nothing waits for all of them.
 */
function keepSounds(clock: Clock, ahead: readonly Sound[]): Sounds {
  const made = new Map<Sound, AudioBuffer>();
  const left = [...ahead];
  function of(sound: Sound): AudioBuffer {
    const buffer = made.get(sound) ?? make(sound);
    made.set(sound, buffer);
    return buffer;
  }
  let next = clock.after(0, makeNext);
  function makeNext(): void {
    const sound = left.shift();
    if (!sound) return;
    of(sound);
    next = clock.after(0, makeNext);
  }
  return { of, dispose: () => next.dispose() };
}

/** Plays one sound on an output, again from its beginning if the output is rebuilt. */
function start(output: Output, buffer: () => AudioBuffer, loop: boolean): Disposable {
  return output.attach((context, level) => {
    const node = new AudioBufferSourceNode(context, { buffer: buffer(), loop });
    node.connect(context.destination);
    node.connect(level);
    node.start();
    return () => {
      node.stop();
      node.disconnect();
    };
  });
}

/** What rings now. A ring that cannot be heard is told, once for each ring. */
export function createRinger({ clock, output, rings, handleRingFailed }: Deps): {
  ring(sound: RingSound): void;
  chime(): void;
  dispose(): void;
} {
  const ringOf = ringSounds(rings);
  // The two that every site has, its own, and what is heard in a call.
  const first = ['emergency', 'calm', ...rings].map(ringOf);
  const sounds = keepSounds(clock, [
    ...new Set(first),
    tickSound,
    alarmSound,
    warningSound,
    softWarningSound,
  ]);
  let playing: Disposable | undefined;
  let stroke: Playback | undefined;
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
      const sound = next.kind === 'ring' ? ringOf(next.name) : others[next.kind];
      playing = sound && start(output, () => sounds.of(sound), true);
      watch = sound && look(clock.mono());
    },
    chime() {
      stroke?.stop();
      stroke = playOnce(clock, output, chimeSound);
      // What cannot be heard is told of by the ring, which matters more.
      stroke.done.catch(() => undefined);
    },
    dispose() {
      stroke?.stop();
      playing?.dispose();
      watch?.dispose();
      sounds.dispose();
    },
  };
}

/** Resolves when the device plays, or when it need not any more: false when it did not in its time. */
function awake(clock: Clock, output: Output, isStopped: () => boolean): Promise<boolean> {
  const since = clock.mono();
  return new Promise((resolve) => {
    const timer = clock.every(50, look);
    function look(): void {
      const isDone = output.audible() || isStopped();
      if (!isDone && clock.mono() - since <= patienceMs) return;
      timer.dispose();
      resolve(isDone);
    }
    look();
  });
}

function inaudible(): SambandError {
  return new SambandError(problemOf('device.inaudible', 'media'));
}

/**
 * A sound once, to its end or until it is stopped; from when the device plays, so that one which wakes up slowly does
 * not swallow it. Rejects when the device gives no sound.
 */
export function playOnce(clock: Clock, output: Output, sound: Sound): Playback {
  let isStopped = false;
  let whole: Playback | undefined;
  async function play(): Promise<void> {
    if (!(await awake(clock, output, () => isStopped))) throw inaudible();
    if (isStopped) return;
    const playing = start(output, () => make(sound), false);
    whole = until(clock, sound.seconds * 1000, (wasStopped) => {
      const isHeard = wasStopped || output.audible();
      playing.dispose();
      return isHeard;
    });
    await whole.done;
  }
  return {
    done: play(),
    stop() {
      isStopped = true;
      whole?.stop();
    },
  };
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
      reject(inaudible());
    };
    const timer = clock.after(ms, () => finish(false));
    stop = () => finish(true);
  });
  return { done, stop: () => stop() };
}
