export { createRegistration } from './registration.ts';
export type { Registration, RegistrationDeps } from './registration.ts';
export { skewAlarmMs } from './skew.ts';
