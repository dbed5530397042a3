import { z } from 'zod';
import { tabs } from './layout.ts';

/** What a person chose for the screen. Kept by main: `person` by operator, `place` by position. */
export const personSettingsSchema = z.object({
  theme: z.enum(['night', 'day', 'contrast']).optional(),
  language: z.enum(['nb', 'nn', 'en']).optional(),
  /** Action id to `KeyboardEvent.key`; '' takes the action's key away. */
  keys: z.record(z.string().max(64), z.string().max(32)).optional(),
  /** Button of a headset or pedal to action id; `none` takes the button's action away. Over the site's own. */
  buttons: z.record(z.string().max(64), z.string().max(64)).optional(),
});
export type PersonSettings = z.infer<typeof personSettingsSchema>;

export const placeSettingsSchema = z.object({
  /** Widths of the outer zones, percent of the window; the middle has the rest. */
  zones: z.object({ queue: z.number().min(10).max(70), reach: z.number().min(10).max(70) }).optional(),
  tab: z.enum(tabs).optional(),
  /** The first-run guide was gone through, or skipped. */
  guided: z.boolean().optional(),
});
export type PlaceSettings = z.infer<typeof placeSettingsSchema>;

export const screenSettingsSchema = z.object({ person: personSettingsSchema, place: placeSettingsSchema });
export type ScreenSettings = z.infer<typeof screenSettingsSchema>;
