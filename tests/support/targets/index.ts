import { openEmbedded } from './embedded.ts';
import { openPlain } from './plain.ts';
import { openReference } from './reference.ts';
import type { Target } from './target.ts';

export type { Ability, SiteOfTarget, Target } from './target.ts';

const targets = { reference: openReference, plain: openPlain, embedded: openEmbedded } satisfies Record<
  string,
  () => Promise<Target>
>;
export type TargetName = keyof typeof targets;

export const openTarget = (name: TargetName): Promise<Target> => targets[name]();
