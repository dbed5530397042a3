import type { EngineState, Problem, Site, Snapshot, SoundUse } from '../contract/index.ts';
import { problemOf, SambandError } from '../contract/index.ts';
import type { AudioHandlers, AudioPort, Clock, Disposable, EventSink, Logger } from '../ports/index.ts';
import type { Alarms } from './alarms.ts';
import { createDeviceTests } from './device-test.ts';
import type { DeviceTests } from './device-test.ts';
import { ringFor, sameSound } from './ring.ts';
import type { RingSound } from './ring.ts';
import { createStartTone } from './start-tone.ts';

export interface SoundDeps {
  readonly audio: AudioPort;
  readonly sink: EventSink;
  readonly logger: Logger;
  readonly site: Site;
  readonly alarms: Alarms;
  readonly clock: Clock;
  snapshot(): Snapshot;
  /** Calls can have sound from now on. */
  handleOpen(): void;
  /** It could not be opened, and is tried again later. */
  handleNotOpen(): void;
}

/** Opening is tried again for ever: without sound there is no call. */
const reopenMs = 5000;

/** Devices, the microphone and what rings, as events. */
export interface Sound extends Disposable {
  isOpen(): boolean;
  /** A try is under way. */
  isOpening(): boolean;
  open(devices: EngineState['devices']): Promise<void>;
  select(use: SoundUse, id: string, cause: string): Problem | undefined;
  test: DeviceTests['test'];
  retry(cause: string): void;
  /** A shift begins: the test tone, unless a call comes first. */
  greet(): void;
  /** Rings as the snapshot has it, and stops what a call does not bear. */
  look(): void;
}

const uses: readonly SoundUse[] = ['talk', 'ring', 'microphone', 'medlytt', 'medlyttMicrophone'];
type Heard = 'ring' | 'talk';
const isHeard = (use: SoundUse): use is Heard => use === 'ring' || use === 'talk';
/** A ring or a voice that comes out of no device. */
const deaf = {
  ring: { id: 'ring.failed', rank: 1, kind: 'ring.failed' },
  talk: { id: 'output.failed', rank: 1, kind: 'output.failed' },
} as const;

export function createSound(deps: SoundDeps): Sound {
  const { audio, sink, logger, alarms } = deps;
  let rings: RingSound = { kind: 'none' };
  let stage: 'shut' | 'opening' | 'open' = 'shut';
  const isOpen = (): boolean => stage === 'open';
  let again: Disposable | undefined;
  const nameOf = (sound: RingSound) => (sound.kind === 'ring' ? sound.name : sound.kind).slice(0, 32);
  const works = (use: Heard) => alarms.set(deaf[use].id, undefined);
  const fails = (use: Heard) => alarms.set(deaf[use].id, deaf[use]);

  const handlers: AudioHandlers = {
    handleMicrophone: (state, label) =>
      sink.emit('microphone', { state, ...(label === undefined ? {} : { label: label.slice(0, 256) }) }),
    handleDeviceAppeared: (device) => {
      if (device.kind === 'output') for (const use of ['ring', 'talk'] as const) works(use);
      sink.emit('device.appeared', { device });
    },
    handleDeviceRemoved: (device) => sink.emit('device.removed', { device }),
    handleFellBack: (use, to) => sink.emit('device.fellBack', { use, to: to.slice(0, 256) }),
    handleBack: (use) => {
      if (isHeard(use)) works(use);
      sink.emit('device.back', { use });
    },
    handleRingFailed: () => {
      fails('ring');
      sink.emit('ring', { on: rings.kind !== 'none', sound: nameOf(rings), failed: true });
    },
  };

  /** Media commands are done later; what could not be done is told as a refusal. */
  function attempt(command: string, cause: string | undefined, what: () => Promise<void>): void {
    what().catch((error: unknown) => {
      logger.warn('engine: sound command failed', {
        command,
        why: error instanceof Error ? error.message : '',
      });
      const code = error instanceof SambandError ? error.code : 'device.failed';
      const refused = problemOf(code, 'media');
      sink.emit('command.refused', { command, error: refused }, { cause });
    });
  }

  const tests = createDeviceTests({
    ...deps,
    attempt: (cause, what) => attempt('device.test', cause, what),
    handleHeard: works,
  });
  const startTone = createStartTone({
    ...deps,
    isOpen,
    handleHeard: works,
    handleUnheard: fails,
  });

  async function open(): Promise<void> {
    stage = 'opening';
    try {
      await audio.open(handlers);
    } catch (error) {
      stage = 'shut';
      logger.error('engine: sound could not be opened', { why: error instanceof Error ? error.message : '' });
      sink.emit('microphone', { state: 'failed' });
      again = deps.clock.after(reopenMs, () => void open());
      deps.handleNotOpen();
      return;
    }
    stage = 'open';
    deps.handleOpen();
  }

  return {
    isOpen,
    isOpening: () => stage === 'opening',
    dispose() {
      stage = 'shut';
      tests.dispose();
      startTone.dispose();
      again?.dispose();
    },
    async open(devices) {
      for (const use of uses) {
        const chosen = devices[use];
        if (!chosen) continue;
        sink.emit('device.selected', { use, device: chosen.id, label: chosen.label });
        attempt('device.select', undefined, async () => audio.select(use, chosen));
      }
      await open();
    },
    select(use, id, cause) {
      const device = deps.snapshot().devices.find((item) => item.id === id);
      if (!device && id !== '') return problemOf('device.unknown', 'input');
      if (isHeard(use)) works(use);
      const chosen = device && { id, label: device.label };
      sink.emit('device.selected', { use, device: id, label: chosen?.label ?? '' }, { cause });
      attempt('device.select', cause, async () => audio.select(use, chosen));
      return undefined;
    },
    test: tests.test,
    greet: startTone.greet,
    retry: (cause) => attempt('device.retry', cause, async () => audio.retryMicrophone()),
    look() {
      tests.look();
      startTone.look();
      const now = ringFor(deps.snapshot(), deps.site);
      if (!isOpen() || sameSound(now, rings)) return;
      rings = now;
      audio.ring(now);
      sink.emit('ring', now.kind === 'none' ? { on: false } : { on: true, sound: nameOf(now) });
    },
  };
}
