/** What one look at a level tells: nothing, or that a voice began or ended. */
export type VoiceNews = 'began' | 'ended' | undefined;

/** Tells a voice from the room that it comes from. Levels are RMS in dB of full scale. */
export interface VoiceWatch {
  look(level: number, atMs: number): VoiceNews;
  /** As at birth: a voice that is heard now counts as one that begins. */
  reset(): void;
}

/** A quiet line. */
const quietest = -62;
/** A room's hum is learnt at this rate, dB a second: whatever does not stop is not a voice. */
const learning = 2;
/** Above the floor, dB, and at least this loud. */
const begins = { above: 10, least: -46 } as const;
const ends = { above: 6, least: -50 } as const;
/** Shorter sounds are a click, ms. */
const shortestMs = 80;
/** Shorter silences are a breath, ms. */
const pauseMs = 800;

export function createVoiceWatch(): VoiceWatch {
  let floor = quietest;
  let speaking = false;
  let lookedAt: number | undefined;
  /** Since when it has been other than `speaking` says. */
  let otherSince: number | undefined;

  function isOther(level: number): boolean {
    if (speaking) return level < Math.max(ends.least, floor + ends.above);
    return level > Math.max(begins.least, floor + begins.above);
  }

  return {
    look(level, atMs) {
      const passed = atMs - (lookedAt ?? atMs);
      lookedAt = atMs;
      floor = Math.max(quietest, Math.min(level, floor + (learning * passed) / 1000));
      if (!isOther(level)) {
        otherSince = undefined;
        return undefined;
      }
      otherSince ??= atMs;
      if (atMs - otherSince < (speaking ? pauseMs : shortestMs)) return undefined;
      speaking = !speaking;
      otherSince = undefined;
      return speaking ? 'began' : 'ended';
    },
    reset() {
      floor = quietest;
      speaking = false;
      otherSince = undefined;
    },
  };
}
