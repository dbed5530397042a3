// What an implementation of the port needs of the day.
export { seededRandom, type Background } from '../day/index.ts';
export { partiesConfigSchema, type PartiesConfig, type PartiesConfigInput } from './config.ts';
export type { EndedBy, PartyEvent, TalkFigures } from './event.ts';
export { createParties, type Day, type Parties, type PartiesDeps, type PartyCounts } from './parties.ts';
export type { EarHandlers, PartyPeer, PartySoundCounts, PartySoundPort } from './port.ts';
