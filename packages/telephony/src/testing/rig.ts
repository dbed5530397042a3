import type {
  Command,
  CommandPayload,
  CommandType,
  EngineConfig,
  Event,
  EventType,
  Reply,
  Site,
  Snapshot,
} from '../contract/index.ts';
import { emptySnapshot, reduce } from '../contract/index.ts';
import { createEngine } from '../engine/index.ts';
import type { Engine } from '../engine/index.ts';
import type { Ids } from '../ports/index.ts';
import { fakeAudio } from './audio.ts';
import type { FakeAudio } from './audio.ts';
import { fakeClock, settle } from './clock.ts';
import type { FakeClock } from './clock.ts';
import { plainReader } from './reader.ts';
import { fakeIds, fakeLogger, fakePins, fakeStateFile } from './runtime.ts';
import type { FakeLogger, FakePins, FakeStateFile } from './runtime.ts';
import { fakeSip } from './sip.ts';
import type { FakeFlow, FakeSip } from './sip.ts';
import { exampleSiteInput, exampleSiteParsed } from './site.ts';

/** A whole engine on fakes. */
export interface Rig {
  readonly engine: Engine;
  readonly clock: FakeClock;
  readonly sip: FakeSip;
  readonly audio: FakeAudio;
  readonly logger: FakeLogger;
  readonly stateFile: FakeStateFile;
  readonly pins: FakePins;
  readonly site: Site;
  readonly events: Event[];
  flow(edge: 'A' | 'B'): FakeFlow;
  snapshot(): Snapshot;
  /** The events folded from outside: must equal the engine's own snapshot. */
  folded(): Snapshot;
  send<K extends CommandType>(type: K, payload: CommandPayload<K>): Reply;
  /** Events of these types, in order. */
  of<K extends EventType>(...types: K[]): Event<K>[];
  /** `type` or `type:call`, without what changes all the time. */
  story(): string[];
}

export interface RigOptions {
  readonly config?: Partial<EngineConfig>;
  readonly site?: Parameters<typeof exampleSiteParsed>[0];
  readonly clock?: FakeClock;
  readonly logger?: FakeLogger;
  readonly ids?: Ids;
  /** Before the start: edges that are down, audio that fails. */
  prepare?(parts: { sip: FakeSip; audio: FakeAudio }): void;
}

const noise: ReadonlySet<string> = new Set([
  'ring',
  'quality',
  'alarm.raised',
  'alarm.cleared',
  'edge.proven',
]);

export function createRig(options: RigOptions = {}): Rig {
  const clock = options.clock ?? fakeClock();
  const sip = fakeSip();
  const audio = fakeAudio();
  const logger = options.logger ?? fakeLogger();
  const stateFile = fakeStateFile();
  const pins = fakePins();
  const events: Event[] = [];
  const site = exampleSiteParsed(options.site);
  options.prepare?.({ sip, audio });
  const engine = createEngine({
    config: {
      // The engine parses the site file itself: given as a person would write it.
      site: exampleSiteInput(options.site),
      position: 3,
      role: 'medical',
      credentials: { username: 'pos3', realm: 'test.invalid', ha1: '0'.repeat(32) },
      instanceId: '6d6c6d20-7a2d-4f0e-9d2b-0a3d5c1e7f10',
      epoch: 1,
      after: 'start',
      userAgent: 'Samband/test',
      ...options.config,
    },
    sip,
    audio,
    clock,
    ids: options.ids ?? fakeIds(),
    logger,
    stateFile,
    pins,
    reader: plainReader,
    onEvent: (event) => void events.push(event),
  });
  let commands = 0;
  return {
    engine,
    clock,
    sip,
    audio,
    logger,
    stateFile,
    pins,
    site,
    events,
    flow: (edge) => sip.flow(edge),
    snapshot: () => engine.snapshot(),
    folded: () => events.reduce(reduce, emptySnapshot),
    send: (type, payload) =>
      engine.handleCommand({
        id: `command-${++commands}`,
        at: clock.wall(),
        from: 'screen',
        type,
        ...payload,
      } as unknown as Command),
    of: (...types) => events.filter((event) => (types as string[]).includes(event.type)) as never,
    story: () =>
      events
        .filter((event) => !noise.has(event.type))
        .map((event) => (event.call === undefined ? event.type : `${event.type}:${event.call}`)),
  };
}

/** A rig that is started, registered and ready. */
export async function startedRig(options: RigOptions = {}): Promise<Rig> {
  const rig = createRig(options);
  void rig.engine.start();
  await settle();
  await settle();
  return rig;
}
