export type * from './media.ts';
export type * from './runtime.ts';
export type * from './sip.ts';
