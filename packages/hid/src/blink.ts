import type { Clock, Disposable } from './ports.ts';

/** How long a lamp that is tried is lit or dark, ms. */
const blinkMs = 500;
/** Lit, dark, lit, dark, lit. */
const steps = 5;

export interface Blinking<Lamp extends string> {
  readonly lamp: Lamp;
  readonly isLit: boolean;
  /** How often it has been lit before. */
  readonly round: number;
}

interface BlinkDeps<Lamp extends string> {
  readonly clock: Clock;
  /** `over` comes once for each start, whatever ends it. */
  handleStep(lamp: Lamp, state: 'lit' | 'dark' | 'over'): void;
}

/** One lamp that is tried, in the rhythm of all lamps: for about two and a half seconds. */
interface Blink<Lamp extends string> extends Disposable {
  /** Ends what was tried before. */
  start(lamp: Lamp): void;
  stop(): void;
  /** Undefined: nothing is tried. */
  now(): Blinking<Lamp> | undefined;
}

export function createBlink<Lamp extends string>({ clock, handleStep }: BlinkDeps<Lamp>): Blink<Lamp> {
  let current: (Blinking<Lamp> & { readonly timer: Disposable }) | undefined;

  function step(lamp: Lamp, count: number): void {
    if (count === steps) return stop();
    const isLit = count % 2 === 0;
    const timer = clock.after(blinkMs, () => step(lamp, count + 1));
    current = { lamp, isLit, round: count >> 1, timer };
    handleStep(lamp, isLit ? 'lit' : 'dark');
  }

  function stop(): void {
    if (!current) return;
    const { lamp, timer } = current;
    timer.dispose();
    current = undefined;
    handleStep(lamp, 'over');
  }

  return {
    start(lamp) {
      stop();
      step(lamp, 0);
    },
    stop,
    now: () => current,
    dispose: stop,
  };
}
