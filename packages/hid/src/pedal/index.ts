export { knownPedal, knownPedals } from './known.ts';
export type { KnownPedal } from './known.ts';
export { createLearner, learnedPedalSchema } from './learn.ts';
export type { Learner, LearnedPedal, LearnProblem, LearnStep } from './learn.ts';
export { createPedal, usualPedalOptions } from './pedal.ts';
export type { Pedal, PedalEvent, PedalOptions } from './pedal.ts';
