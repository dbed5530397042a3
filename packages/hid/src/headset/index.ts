export { createHeadset, usualHeadsetOptions } from './headset.ts';
export type { Headset, HeadsetEvent, HeadsetOptions } from './headset.ts';
export { lampsOf } from './lamps.ts';
export { headsetQuirks } from './quirks.ts';
export type { HeadsetQuirks } from './quirks.ts';
export { noCalls, situationOf } from './situation.ts';
export type { HeadsetCalls, Situation } from './situation.ts';
export { meaningOf } from './table.ts';
export type { HeadsetRequest, Press } from './table.ts';
