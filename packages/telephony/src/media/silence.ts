/** What a look at one direction tells: it fell silent (for so many seconds), or came back. */
export type SilenceNews = { readonly silentFor: number } | 'back' | undefined;

export interface SilenceWatch {
  /**
   * `sound`: something came since the last look. `expected`: something was due; a pause in which nothing is due
   * (hold, mute) neither counts nor ends a silence that was told.
   */
  look(sound: boolean, expected: boolean, mono: number): SilenceNews;
}

/** Tells a silence once, when it has lasted `limitMs`, and its end once. */
export function createSilenceWatch(limitMs: number): SilenceWatch {
  let since: number | undefined;
  let told = false;
  return {
    look(sound, expected, mono) {
      if (sound) {
        since = undefined;
        if (!told) return undefined;
        told = false;
        return 'back';
      }
      if (!expected) {
        since = undefined;
        return undefined;
      }
      since ??= mono;
      if (told || mono - since < limitMs) return undefined;
      told = true;
      return { silentFor: Math.round((mono - since) / 1000) };
    },
  };
}
