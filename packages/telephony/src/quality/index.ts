export { createQualityMeter, sameBars, type QualityMeter } from './meter.ts';
export { type MediaCounters } from './sample.ts';
