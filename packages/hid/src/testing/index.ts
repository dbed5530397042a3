export { fakeClock, settle } from './clock.ts';
export type { FakeClock } from './clock.ts';
export { fakePort } from './fake.ts';
export type { FakeDevice, FakePlug, FakePort } from './fake.ts';
export { plainManners } from './model.ts';
export type { HeadsetModel, Manners } from './model.ts';
export { fromHex, recordingOf, recordings, toHex } from './recordings.ts';
export type { Recording, SampleReport } from './recordings.ts';
