/**
 * The path to the peer, ICE and DTLS, as the call cares for it: one that ICE alone has found carries no sound.
 *
 * ```
 *            connected            bad for 2 s, or failed
 *   whole ─────────────▶ whole ──────────────────────────▶ lost
 *     ▲                    connected: told as back          │
 *     └─────────────────────────────────────────────────────┘
 * ```
 */
export interface PathWatch {
  /** Called at each change and while it is bad: returns what is to be told now. */
  look(state: RTCPeerConnectionState, mono: number): 'lost' | 'back' | undefined;
}

/**
 * A path that is not there for this long is lost; ICE's own "failed" takes 15 s. A call that begins as "failed" was
 * prepared for longer than that by an exchange that answers no checks before it is answered: it gets its time.
 */
export const pathPatienceMs = 2000;

export function createPathWatch(): PathWatch {
  let badSince: number | undefined;
  let lost = false;
  let whole = false;
  return {
    look(state, mono) {
      if (state === 'closed') return undefined;
      if (state === 'connected') {
        badSince = undefined;
        whole = true;
        if (!lost) return undefined;
        lost = false;
        return 'back';
      }
      badSince ??= mono;
      const hopeless = state === 'failed' && whole;
      if (lost || (!hopeless && mono - badSince < pathPatienceMs)) return undefined;
      lost = true;
      return 'lost';
    },
  };
}
