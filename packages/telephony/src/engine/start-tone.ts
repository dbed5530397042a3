import type { Snapshot } from '../contract/index.ts';
import type { AudioPort, Clock, Disposable, Logger, Playback } from '../ports/index.ts';

type Use = 'talk' | 'ring';

const uses: readonly Use[] = ['ring', 'talk'];
/** A device that wakes up slowly is asked again before it is called silent. */
const tries = 3;
const againMs = 1500;

export interface StartToneDeps {
  readonly audio: Pick<AudioPort, 'test'>;
  readonly clock: Clock;
  readonly logger: Logger;
  snapshot(): Snapshot;
  isOpen(): boolean;
  handleHeard(use: Use): void;
  handleUnheard(use: Use): void;
}

/**
 * The test tone at the start of a shift, so that a dead ring or headset is found before the first call: on the ring
 * device, then on the talk device.
 *
 * ```
 *   idle ── greet ─► due ── sound is open, nobody waits ─► ring tone ─► talk tone ─► idle
 *    ▲                │                                       │             │
 *    └────────────────┴── a call waits or is up: given up ────┴─────────────┘
 * ```
 */
export interface StartTone extends Disposable {
  greet(): void;
  look(): void;
}

export function createStartTone(deps: StartToneDeps): StartTone {
  const { clock, logger, snapshot } = deps;
  /** Tells the end of a tone that was given up from that of the present one. */
  let generation = 0;
  let isDue = false;
  let playback: Playback | undefined;
  let again: Disposable | undefined;

  const isBusy = () => snapshot().calls.length > 0 || snapshot().waiting.length > 0;

  function giveUp(): void {
    generation += 1;
    isDue = false;
    again?.dispose();
    playback?.stop();
    playback = undefined;
  }

  async function play(use: Use, mine: number, left: number): Promise<void> {
    try {
      playback = deps.audio.test(use);
      await playback.done;
      if (mine !== generation) return;
      deps.handleHeard(use);
      next(use, mine);
    } catch (cause) {
      if (mine !== generation) return;
      logger.warn('start tone not heard', { use, left, why: cause instanceof Error ? cause.message : '' });
      if (left > 0) {
        again = clock.after(againMs, () => void play(use, mine, left - 1));
        return;
      }
      deps.handleUnheard(use);
      next(use, mine);
    }
  }

  function next(done: Use, mine: number): void {
    playback = undefined;
    const use = uses[uses.indexOf(done) + 1];
    if (use) void play(use, mine, tries - 1);
  }

  function look(): void {
    if (isBusy()) return giveUp();
    if (!isDue || !deps.isOpen()) return;
    isDue = false;
    void play('ring', generation, tries - 1);
  }

  return {
    greet() {
      giveUp();
      isDue = true;
      look();
    },
    look,
    dispose: giveUp,
  };
}
