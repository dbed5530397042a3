import type { Clock, Disposable } from '../ports/index.ts';

/** Devices that went a moment ago and may not be opened yet. */
export interface Resting extends Disposable {
  begin(id: string): void;
  ids(): ReadonlySet<string>;
}

/**
 * When a sink goes, PulseAudio moves its streams to the default sink; Chromium (130 and 156) keeps the stream of a
 * closed context for up to ten seconds, and gives it to the next context of that device. One that is opened too soon
 * after the plug is back plays in somebody else's ear, and nothing tells.
 */
const restMs = 12_000;

export function createResting(clock: Clock, handleOver: () => void): Resting {
  const timers = new Map<string, Disposable>();
  return {
    begin(id) {
      // The system's default is never gone.
      if (id === '') return;
      timers.get(id)?.dispose();
      const timer = clock.after(restMs, () => {
        timers.delete(id);
        handleOver();
      });
      timers.set(id, timer);
    },
    ids: () => new Set(timers.keys()),
    dispose() {
      for (const timer of timers.values()) timer.dispose();
      timers.clear();
    },
  };
}
