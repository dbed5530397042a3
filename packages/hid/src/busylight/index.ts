export { createBusylight } from './busylight.ts';
export { omegaIds } from './omega.ts';
