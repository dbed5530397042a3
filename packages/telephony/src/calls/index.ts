export { createCalls } from './calls.ts';
export type { Calls } from './calls.ts';
export type { CallsDeps } from './context.ts';
