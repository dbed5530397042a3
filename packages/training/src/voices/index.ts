import { clips } from './clips.ts';

export { recipeOf, texts, type Text } from './texts.ts';

/** Where a clip is, for `fetch`; undefined when nobody says that. */
export function clipUrl(id: string): string | undefined {
  return Object.hasOwn(clips, id) ? clips[id]?.url : undefined;
}
