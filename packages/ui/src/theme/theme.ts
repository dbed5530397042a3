export const themes = ['night', 'day', 'contrast'] as const;
export type Theme = (typeof themes)[number];

const key = 'samband.theme';

/** The theme this PC was left in; night when nothing is known. */
export function storedTheme(storage: Pick<Storage, 'getItem'> | undefined): Theme {
  try {
    const stored = storage?.getItem(key);
    return themes.find((theme) => theme === stored) ?? 'night';
  } catch {
    // Storage can be refused to a page; the look is not worth a failure.
    return 'night';
  }
}

export function keepTheme(storage: Pick<Storage, 'setItem'> | undefined, theme: Theme): void {
  try {
    storage?.setItem(key, theme);
  } catch {
    // As above: the choice then lasts until the window closes.
  }
}
