import type { CommandType, Problem } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { Clock, Disposable, EventSink } from '../ports/index.ts';

export interface SoundFirstDeps {
  readonly clock: Clock;
  readonly sink: EventSink;
  /** The sound is not open yet, and may be in a moment. */
  isOpening(): boolean;
}

/** A call must not begin when nobody expects it any more. */
const keptMs = 5000;

/**
 * What begins a call waits for the sound while that opens. After a start or a crash this takes a moment, somebody may
 * wait in the queue, and whoever pressed once is not to be told to press again. One press at a time: what is asked
 * for meanwhile is the same press.
 */
export interface SoundFirst extends Disposable {
  /** `begin` tells why it could not; what it tells later becomes a refusal of this command. */
  ask(command: CommandType, cause: string, begin: () => Problem | undefined): Problem | undefined;
  /** The sound is open, or will not be. */
  handleSettled(): void;
}

interface Kept {
  readonly timer: Disposable;
  refuse(error: Problem): void;
  begin(): Problem | undefined;
}

export function createSoundFirst({ clock, sink, isOpening }: SoundFirstDeps): SoundFirst {
  let kept: Kept | undefined;

  function take(): Kept | undefined {
    const taken = kept;
    taken?.timer.dispose();
    kept = undefined;
    return taken;
  }

  return {
    ask(command, cause, begin) {
      if (!isOpening()) return begin();
      if (kept) return problemOf('call.answering');
      kept = {
        begin,
        timer: clock.after(keptMs, () => take()?.refuse(problemOf('media.failed', 'media'))),
        refuse: (error) => sink.emit('command.refused', { command, error }, { cause }),
      };
      return undefined;
    },
    handleSettled() {
      const taken = take();
      const error = taken?.begin();
      if (error) taken?.refuse(error);
    },
    dispose: () => void take(),
  };
}
