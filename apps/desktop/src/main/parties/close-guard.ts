/** A second try within this time (ms) is meant. */
const meant = 10_000;

/** Closing the window in a call is refused once; asked again within 10 s it is done. */
export function createCloseGuard(inCall: () => boolean, now: () => number): { mayClose(): boolean } {
  let refusedAt = -Infinity;
  return {
    mayClose() {
      if (!inCall() || now() - refusedAt <= meant) return true;
      refusedAt = now();
      return false;
    },
  };
}
