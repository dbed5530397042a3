export { createQualityMeter } from './meter.ts';
export { type MediaCounters } from './sample.ts';
