export { backgrounds, people, type Background, type Person, type Place } from './people.ts';
export { planDay, type DayOptions, type Pace, type PlannedCall } from './plan.ts';
export { between, oneOf, seededRandom, type Random } from './random.ts';
