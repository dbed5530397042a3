export { createCalls } from './calls.ts';
export type { Calls } from './calls.ts';
