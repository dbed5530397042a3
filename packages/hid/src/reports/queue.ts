import { asHidError, HidError } from '../error.ts';
import type { Clock } from '../ports.ts';

/** Writes that wait behind one that hangs; a device that takes none of these takes no more. */
const most = 64;

/** One after the other, in order, to one device. */
export interface WriteQueue {
  push(report: Uint8Array): void;
  /** All that was pushed has been written or has failed. */
  idle(): Promise<void>;
  /** Takes no more, and waits for what is under way, `limitMs` at most. */
  close(limitMs: number): Promise<void>;
}

export interface WriteQueueDeps {
  readonly clock: Clock;
  write(report: Uint8Array): Promise<void>;
  /** This report did not reach the device. The next ones are tried all the same. */
  handleFailed(error: HidError, report: Uint8Array): void;
}

export function createWriteQueue({ clock, write, handleFailed }: WriteQueueDeps): WriteQueue {
  const waiting: Uint8Array[] = [];
  let running: Promise<void> | undefined;
  let isClosed = false;

  async function run(): Promise<void> {
    for (let report = waiting.shift(); report; report = waiting.shift())
      try {
        await write(report);
      } catch (cause) {
        handleFailed(asHidError(cause, 'hid.writeFailed'), report);
      }
    running = undefined;
  }

  const idle = (): Promise<void> => running ?? Promise.resolve();

  return {
    push(report) {
      if (isClosed) return handleFailed(new HidError('hid.closed'), report);
      if (waiting.length >= most)
        return handleFailed(new HidError('hid.writeFailed', { message: 'too many writes wait' }), report);
      waiting.push(report);
      running ??= run();
    },
    idle,
    async close(limitMs) {
      isClosed = true;
      await new Promise<void>((resolve) => {
        const timer = clock.after(limitMs, () => {
          const left = waiting.splice(0);
          for (const report of left) handleFailed(new HidError('hid.closed'), report);
          resolve();
        });
        void idle().then(() => {
          timer.dispose();
          resolve();
        });
      });
    },
  };
}
