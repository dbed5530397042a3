export { createRegistration } from './registration.ts';
export type { Registration } from './registration.ts';
export { skewAlarmMs } from './skew.ts';
