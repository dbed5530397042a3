import type { PersonSettings, PlaceSettings, ScreenInfo, ScreenSettings } from '@samband/telephony/contract';

/** What was chosen since the screen was told what is kept; stands over it, also when it could not be written. */
export interface Chosen {
  readonly place: PlaceSettings;
  /** By operator id, '' where nobody signs in. */
  readonly persons: Readonly<Record<string, PersonSettings>>;
}

export const nothingChosen: Chosen = { place: {}, persons: {} };

/** What holds now: what was kept, and what was chosen since. */
export function settingsOf(
  info: Pick<ScreenInfo, 'place' | 'persons'> | undefined,
  chosen: Chosen,
  person: string,
): ScreenSettings {
  return {
    place: { ...info?.place, ...chosen.place },
    person: { ...info?.persons[person], ...chosen.persons[person] },
  };
}

export function withPlace(chosen: Chosen, place: PlaceSettings): Chosen {
  return { ...chosen, place: { ...chosen.place, ...place } };
}

export function withPerson(chosen: Chosen, person: string, settings: PersonSettings): Chosen {
  return { ...chosen, persons: { ...chosen.persons, [person]: { ...chosen.persons[person], ...settings } } };
}
