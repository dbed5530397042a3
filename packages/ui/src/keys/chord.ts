/** What is read of a key press to name it. */
export interface KeyNames {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * How a press is written, on buttons and in settings: `F6`, `Shift+F6`, `Ctrl+K`, `?`.
 * Shift is not named with a sign: it is how the sign is made.
 */
export function chordOf({ key, ctrlKey, altKey, shiftKey }: KeyNames): string {
  const sign = key.length === 1;
  const parts = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && (!sign || ctrlKey || altKey) && 'Shift'];
  return [...parts.filter(Boolean), sign && (ctrlKey || altKey) ? key.toUpperCase() : key].join('+');
}

const functionKey = /^((Ctrl|Alt)\+)?(Shift\+)?F([1-9]|1\d|2[0-4])$/;
const lonely = /^(Shift\+)?(Insert|Pause|ScrollLock)$/;
const withLetter = /^(Ctrl|Alt)\+(Shift\+)?[A-ZÆØÅ]$/;
/** Taken by editing, by the window or by the operating system. */
const elsewhere = /^(Ctrl\+(Shift\+)?[ACIJNPQRTVWXYZ]|Alt\+F4|Ctrl\+F4|Alt\+(Shift\+)?F6)$/;

/** True for a key that a site or a person may give to an action: not what types, moves or cancels. */
export function isFree(chord: string): boolean {
  return (functionKey.test(chord) || lonely.test(chord) || withLetter.test(chord)) && !elsewhere.test(chord);
}

/** As `aria-keyshortcuts` wants it (WAI-ARIA 1.2). */
export function ariaChord(chord: string): string {
  return chord.replace('Ctrl+', 'Control+');
}
