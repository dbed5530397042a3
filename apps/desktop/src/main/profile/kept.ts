import { personSettingsSchema, placeSettingsSchema } from '@samband/telephony/contract';
import type { KeptSettings, PersonSettings, PlaceSettings } from '@samband/telephony/contract';
import type { Clock, Disposable, Logger } from '@samband/telephony/ports';
import { z } from 'zod';
import { keptWindowSchema } from '../windows/placement.ts';
import type { KeptWindow } from '../windows/placement.ts';
import type { Files } from './files.ts';
import { openReplaced } from './replaced.ts';

/** Persons of this profile whose settings are remembered; of more, those that were kept longest ago go first. */
const maxPersons = 500;
const maxPlaces = 500;
const maxPedals = 64;
/** Characters of one person's or place's settings as JSON. */
const maxSettings = 16_384;
const maxFile = 16 * 1024 * 1024;

const position = z.int().min(0).max(500);
/** `kept.json` of the profile. Lists, not maps: they keep their order whatever an operator's id looks like. */
const keptSchema = z.object({
  schema: z.literal(1),
  places: z.array(z.object({ position, place: placeSettingsSchema })).max(maxPlaces),
  windows: z.array(z.object({ position, window: keptWindowSchema })).max(maxPlaces),
  persons: z.array(z.object({ person: z.string().max(64), settings: personSettingsSchema })).max(maxPersons),
  /** What learn mode made of pedals; parsed by the process that reads them. */
  pedals: z
    .array(z.record(z.string().max(32), z.unknown()))
    .max(maxPedals)
    .default([]),
});
type Kept = z.infer<typeof keptSchema>;

const nothing: Kept = { schema: 1, places: [], windows: [], persons: [], pedals: [] };

/** What operators chose for their screens, and where the window was: by position, and by person. */
export interface KeptFile extends Disposable {
  place(): PlaceSettings;
  /** By operator id; '' where nobody signs in. */
  persons(): Record<string, PersonSettings>;
  window(): KeptWindow | undefined;
  /** False: too much, or it could not be written yet; it holds meanwhile. */
  keep(settings: KeptSettings): Promise<boolean>;
  keepWindow(window: KeptWindow): void;
  pedals(): readonly Record<string, unknown>[];
  /** In place of what was learned before of the same vendor and product. */
  keepPedal(pedal: Record<string, unknown>): void;
  /** Resolves when what was kept is on disk (or could not be written). */
  settled(): Promise<void>;
}

function parse(text: string): Kept {
  if (text.length > maxFile) throw new Error('too much was kept');
  return keptSchema.parse(JSON.parse(text));
}

export interface KeptDeps {
  readonly path: string;
  /** The position of this profile that it is opened for. */
  readonly position: number;
  readonly log: Logger;
  readonly clock: Pick<Clock, 'after'>;
  readonly files?: Files;
}

/** Opens the file of one position of this profile. */
export function openKept(deps: KeptDeps): KeptFile {
  const { position: number } = deps;
  const file = openReplaced({ ...deps, name: 'kept settings', parse });
  let kept = file.found ?? nothing;
  const save = (): Promise<boolean> => file.save(() => JSON.stringify(kept));
  const isPlace = (item: { position: number }): boolean => item.position === number;

  return {
    place: () => kept.places.find(isPlace)?.place ?? {},
    persons: () => Object.fromEntries(kept.persons.map(({ person, settings }) => [person, settings])),
    window: () => kept.windows.find(isPlace)?.window,
    async keep(given) {
      if (JSON.stringify(given).length > maxSettings) return false;
      if (given.of === 'place') {
        const others = kept.places.filter((item) => !isPlace(item)).slice(1 - maxPlaces);
        kept = { ...kept, places: [...others, { position: number, place: given.place }] };
      } else {
        const { person, settings } = given;
        const others = kept.persons.filter((item) => item.person !== person).slice(1 - maxPersons);
        kept = { ...kept, persons: [...others, { person, settings }] };
      }
      return save();
    },
    keepWindow(window) {
      const others = kept.windows.filter((item) => !isPlace(item)).slice(1 - maxPlaces);
      kept = { ...kept, windows: [...others, { position: number, window }] };
      void save();
    },
    pedals: () => kept.pedals,
    keepPedal(pedal) {
      if (JSON.stringify(pedal).length > maxSettings) return;
      const isSame = (other: Record<string, unknown>): boolean =>
        other['vendorId'] === pedal['vendorId'] && other['productId'] === pedal['productId'];
      const others = kept.pedals.filter((other) => !isSame(other)).slice(1 - maxPedals);
      kept = { ...kept, pedals: [...others, pedal] };
      void save();
    },
    settled: file.settled,
    dispose: file.dispose,
  };
}
