import type { AudioPort, Clock, Disposable, Levels, Meter } from '../ports/index.ts';

/** Often enough to follow a voice, seldom enough to cost nothing. */
const everyMs = 100;

/** Levels for those who show a meter. While nobody does, nothing is measured. */
export interface Meters<T> extends Disposable {
  want(who: T, on: boolean): void;
}

export function createMeters<T>(deps: {
  readonly clock: Clock;
  readonly audio: Pick<AudioPort, 'meter'>;
  tell(who: T, levels: Levels): void;
}): Meters<T> {
  const wanting = new Set<T>();
  let running: { readonly meter: Meter; readonly timer: Disposable } | undefined;

  function stop(): void {
    running?.timer.dispose();
    running?.meter.dispose();
    running = undefined;
  }

  function start(): void {
    const meter = deps.audio.meter();
    const timer = deps.clock.every(everyMs, () => {
      const levels = meter.read();
      for (const who of wanting) deps.tell(who, levels);
    });
    running = { meter, timer };
  }

  return {
    want(who, on) {
      if (on) wanting.add(who);
      else wanting.delete(who);
      if (wanting.size === 0) stop();
      else if (!running) start();
    },
    dispose() {
      wanting.clear();
      stop();
    },
  };
}
