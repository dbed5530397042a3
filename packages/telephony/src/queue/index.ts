export { isElsewhere } from './elsewhere.ts';
export type { Claim, Picked } from './claims.ts';
export { createQueue } from './queue.ts';
export type { Queue } from './queue.ts';
export { poolLimit } from './pool.ts';
export type { IdentityReader } from './reader.ts';
export { createRoutedPeer } from './routed-peer.ts';
export type { RoutedPeer } from './routed-peer.ts';
