export { describeLayout } from './describe.ts';
export type { WrittenLayout } from './describe.ts';
export { genericPedal } from './pedal.ts';
export type { PedalButton, PedalLayout } from './pedal.ts';
export { headsetLayout } from './telephony.ts';
export type { HeadsetLayout, Lamp } from './telephony.ts';
export type { HeadsetInput, HeadsetLamp } from './usages.ts';
