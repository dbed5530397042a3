export { callIdentityOf } from './call.ts';
export type { CallIdentity } from './call.ts';
export { callerOf, dialledOf, divertedOf } from './caller.ts';
export { locationsOf } from './location.ts';
