import type { EventPayload, Problem, Snapshot } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { AudioPort, Disposable, EventSink, Playback } from '../ports/index.ts';

export interface DeviceTestDeps {
  readonly audio: Pick<AudioPort, 'test' | 'tryMicrophone'>;
  readonly sink: EventSink;
  snapshot(): Snapshot;
  /** The tone was heard where it should be. */
  handleHeard(use: 'talk' | 'ring'): void;
  /** Does it later; what could not be done is told as a refusal of `device.test`. */
  attempt(cause: string, what: () => Promise<void>): void;
}

/**
 * "Is this the right device?": a tone, or the own voice.
 *
 * ```
 *   idle ── test microphone ─► recording ── some seconds ─► playing ── as many ─► idle
 *    ▲                            │  a call is answered        │
 *    └────────────────────────────┴────────────────────────────┘   (refused in a call)
 * ```
 */
export interface DeviceTests extends Disposable {
  test(use: 'talk' | 'ring' | 'microphone' | 'medlytt', cause: string): Problem | undefined;
  /** A call that is up has the microphone and the headset to itself. */
  look(): void;
}

export function createDeviceTests(deps: DeviceTestDeps): DeviceTests {
  const { audio, sink, snapshot } = deps;
  let isTrying = false;
  let voice: Playback | undefined;
  const tell = (tested: EventPayload<'device.tested'>, cause: string) =>
    sink.emit('device.tested', tested, { cause });

  async function tryVoice(cause: string): Promise<void> {
    const use = 'microphone';
    tell({ use, phase: 'recording' }, cause);
    try {
      voice = audio.tryMicrophone(() => tell({ use, phase: 'playing' }, cause));
      await voice.done;
    } finally {
      voice = undefined;
      isTrying = false;
      tell({ use, phase: 'done' }, cause);
    }
  }

  return {
    test(use, cause) {
      if (isTrying) return problemOf('device.testing');
      if (use !== 'microphone') {
        deps.attempt(cause, async () => {
          await audio.test(use).done;
          if (use !== 'medlytt') deps.handleHeard(use);
          tell({ use, phase: 'done' }, cause);
        });
        return undefined;
      }
      if (snapshot().calls.length > 0) return problemOf('position.inCall');
      if (snapshot().microphone !== 'open') return problemOf('microphone.notOpen', 'media');
      isTrying = true;
      deps.attempt(cause, () => tryVoice(cause));
      return undefined;
    },
    look() {
      if (snapshot().calls.length > 0) voice?.stop();
    },
    dispose: () => voice?.stop(),
  };
}
