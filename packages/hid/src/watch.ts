import { asHidError } from './error.ts';
import type { HidError } from './error.ts';
import type { Clock, Disposable, HidPort, ListedDevice } from './ports.ts';

/** A device that is plugged in comes as several, and its rights come after it. */
const debounceMs = 1000;
/** Listing is costly for some systems: it is done without a hint only while something is missed. */
const pollMs = 5000;

export interface WatchDeps {
  readonly port: HidPort;
  readonly clock: Clock;
  handleListed(devices: readonly ListedDevice[]): void;
  /** The list cannot be had; told when that begins. */
  handleFailed(error: HidError): void;
  /** Something is missing or could not be opened: look again without a hint. */
  isMissing(): boolean;
}

/** Knows what is plugged in: from the start, at each hint once things have settled, and by the clock where it must. */
export interface Watch extends Disposable {
  /** Something may have changed: the computer woke up, a device broke off. */
  hint(): void;
}

export function createWatch({ port, clock, handleListed, handleFailed, isMissing }: WatchDeps): Watch {
  let settling: Disposable | undefined;
  let isLooking = false;
  let again = false;
  let isFailing = false;
  let isDisposed = false;

  async function look(): Promise<void> {
    if (isLooking) {
      again = true;
      return;
    }
    isLooking = true;
    const found = await port.list().catch((cause: unknown) => asHidError(cause));
    isLooking = false;
    if (isDisposed) return;
    if (found instanceof Error) {
      if (!isFailing) handleFailed(found);
      isFailing = true;
    } else {
      isFailing = false;
      handleListed(found);
    }
    if (!again) return;
    again = false;
    hint();
  }

  function hint(): void {
    if (isDisposed) return;
    settling?.dispose();
    settling = clock.after(debounceMs, () => {
      settling = undefined;
      void look();
    });
  }

  const hints = port.onHint?.(hint);
  const poll = clock.every(pollMs, () => {
    if (!hints || isFailing || isMissing()) void look();
  });
  void look();

  return {
    hint,
    dispose() {
      isDisposed = true;
      settling?.dispose();
      poll.dispose();
      hints?.dispose();
    },
  };
}
