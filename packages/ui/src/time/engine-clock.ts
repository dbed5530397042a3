/**
 * The engine's monotonic clock, as a screen knows it. Both are clocks of one computer and run alike; only their origins
 * differ. A message takes a moment to come, so the one that puts the engine furthest ahead is nearest to the truth.
 */
export interface EngineClock {
  /** The engine's clock showed `mono` when this was sent. */
  readonly handle: (epoch: number, mono: number) => void;
  /** What the engine's clock shows when this screen's own monotonic clock shows `mono`. */
  readonly at: (mono: number) => number;
}

export function createEngineClock(mono: () => number): EngineClock {
  let known = { epoch: 0, ahead: 0 };
  return {
    handle(epoch, shown) {
      const ahead = shown - mono();
      // Each engine has an origin of its own.
      known = { epoch, ahead: epoch === known.epoch ? Math.max(known.ahead, ahead) : ahead };
    },
    at: (own) => own + known.ahead,
  };
}
