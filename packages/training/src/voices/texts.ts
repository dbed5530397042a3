import { agencyTexts } from './agency-texts.ts';
import { emergencyTexts } from './emergency-texts.ts';
import { legevaktTexts } from './legevakt-texts.ts';
import { recipeOf, type Text } from './text.ts';

export { recipeOf, type Text };

/** All that simulated parties say. `npm run voices` makes a clip of each. */
export const texts: readonly Text[] = [...emergencyTexts, ...legevaktTexts, ...agencyTexts];
