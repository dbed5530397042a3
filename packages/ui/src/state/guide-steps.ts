export const guideSteps = ['sound', 'call', 'hold', 'unanswered', 'help'] as const;
export type GuideStep = (typeof guideSteps)[number];

/** Where the first-run guide stands, and what it has seen since this step began. */
export interface Guide {
  readonly step: GuideStep;
  /** Calls that were up already: they are not the first one that is answered. */
  readonly known: readonly string[];
  /** Calls seen on hold. */
  readonly held: readonly string[];
}
