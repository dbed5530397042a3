import { createBlink } from '../blink.ts';
import type { Blinking } from '../blink.ts';
import type { HeadsetLamp } from '../layout/index.ts';
import type { Clock, Disposable } from '../ports.ts';

export interface LampTestDeps {
  readonly clock: Clock;
  /** How long the device's answer to a write may take, ms. */
  readonly ackMs: number;
  handleStep(lamp: HeadsetLamp, state: 'lit' | 'dark' | 'over'): void;
  /** No answer can come any more. */
  handleQuiet(): void;
}

/**
 * One lamp that is tried while nothing rings and nobody speaks.
 *
 * ```
 *   rest ── start ─► blinking ── 2.5 s, stop ─► fading ── the device's time ─► rest
 *                       │                         │
 *                       └──── the calls change ───┴─► fading, hook is believed ─► rest
 * ```
 *
 * What is written comes back as presses: until rest, the device's mute is nobody's wish, and its hook neither, unless the
 * calls have changed. Nobody who rings waits for a lamp.
 */
export interface LampTest extends Disposable {
  start(lamp: HeadsetLamp): void;
  stop(): void;
  handleCallsChanged(): void;
  now(): Blinking<HeadsetLamp> | undefined;
  /** What the device says of this comes of the test. */
  answers(input: 'hook' | 'mute'): boolean;
}

export function createLampTest({ clock, ackMs, handleStep, handleQuiet }: LampTestDeps): LampTest {
  let fading: Disposable | undefined;
  let isHookBelieved = true;

  const blink = createBlink<HeadsetLamp>({
    clock,
    handleStep(lamp, state) {
      fading?.dispose();
      fading = state === 'over' ? clock.after(ackMs, rest) : undefined;
      handleStep(lamp, state);
    },
  });
  const isRunning = (): boolean => blink.now() !== undefined || fading !== undefined;

  function rest(): void {
    fading = undefined;
    isHookBelieved = true;
    handleQuiet();
  }

  return {
    start(lamp) {
      blink.stop();
      isHookBelieved = false;
      blink.start(lamp);
    },
    stop: blink.stop,
    handleCallsChanged() {
      isHookBelieved = true;
      blink.stop();
    },
    now: blink.now,
    answers: (input) => isRunning() && (input === 'mute' || !isHookBelieved),
    dispose() {
      blink.dispose();
      fading?.dispose();
      fading = undefined;
    },
  };
}
