export { isElsewhere } from './elsewhere.ts';
export { userOf } from './classify.ts';
export type { Claim, Picked } from './claims.ts';
export type { QueueDeps } from './context.ts';
export { createQueue } from './queue.ts';
export type { Queue } from './queue.ts';
export type { CallIdentity, IdentityReader } from './reader.ts';
export { createRoutedPeer } from './routed-peer.ts';
export type { RoutedPeer } from './routed-peer.ts';
