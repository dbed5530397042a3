export { createBusylight } from './busylight.ts';
export type { Busylight } from './busylight.ts';
export { omegaIds } from './omega.ts';
