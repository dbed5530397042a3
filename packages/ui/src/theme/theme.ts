export const themes = ['night', 'day', 'contrast'] as const;
export type Theme = (typeof themes)[number];

const key = 'samband.theme';

/** The look that an earlier version kept in the page's storage: holds until a person chooses. Night when there is none. */
export function earlierTheme(storage: Pick<Storage, 'getItem'> | undefined): Theme {
  try {
    const stored = storage?.getItem(key);
    return themes.find((theme) => theme === stored) ?? 'night';
  } catch {
    // Storage can be refused to a page; the look is not worth a failure.
    return 'night';
  }
}
