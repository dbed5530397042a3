export { createEngine } from './engine.ts';
export type { Engine, EngineDeps } from './engine.ts';
export { hostEngine } from './host.ts';
export type { EngineHost, HostDeps, MessagePortLike } from './host.ts';
export { systemClock, systemIds } from './system.ts';
