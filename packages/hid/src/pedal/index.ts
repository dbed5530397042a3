export { knownPedal, knownPedals } from './known.ts';
export type { KnownPedal } from './known.ts';
export { createLearner, learnedPedalSchema } from './learn.ts';
export type { LearnedPedal, LearnStep } from './learn.ts';
export { createPedal, usualPedalOptions } from './pedal.ts';
export type { PedalOptions } from './pedal.ts';
