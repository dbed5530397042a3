import type { Clock } from '../ports/index.ts';

/** Output devices that went a moment ago, for all uses together. */
export interface Departures {
  note(id: string): void;
  /** The latency to ask for (s, or Chromium's own least) so that the next context of this device gets a stream of its own. */
  latency(id: string): number | 'interactive';
}

/** Longer than Chromium keeps the stream of a context that was closed (10 s), ms. */
const keptMs = 12_000;
/** Each is another size of buffer. One comes again only after as many departures in a row as there are. */
const latencies = [0.02, 0.03, 0.04, 0.05] as const;

/**
 * When a sink goes, PulseAudio moves its streams to the default sink. Chromium (130 and 156) keeps the stream of a
 * closed context for ten seconds and gives it to the next context of that device: after a plug that slipped the caller
 * would be in somebody else's ear, and nothing would tell. It takes another stream where the size of the buffer differs.
 */
export function createDepartures(clock: Clock): Departures {
  const gone = new Map<string, { readonly at: number; readonly count: number }>();
  const recent = (id: string): number => {
    const last = gone.get(id);
    return last && clock.mono() - last.at < keptMs ? last.count : 0;
  };
  return {
    note(id) {
      // The system's default is never gone.
      if (id !== '') gone.set(id, { at: clock.mono(), count: recent(id) + 1 });
    },
    latency(id) {
      const count = recent(id);
      return count === 0 ? 'interactive' : (latencies[(count - 1) % latencies.length] ?? 'interactive');
    },
  };
}
