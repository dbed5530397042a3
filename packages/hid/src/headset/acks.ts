import type { Clock } from '../ports.ts';

/** How much two answers of one device may differ in time, ms. */
const jitterMs = 150;

interface Expected {
  readonly value: 0 | 1;
  readonly at: number;
  /** Written to try a lamp: nothing in the calls says so. */
  readonly isTrial: boolean;
}

/**
 * Answers that are still to come. A device answers a written Off-Hook with the same value of its hook, and nothing tells
 * that from a press: the next such value within the device's time is the answer. Writes in quick succession are
 * answered one by one, the first perhaps when the shadow is already something else.
 */
export interface Acks {
  /** Off-Hook was written; `hook` is what the device said last. It answers when it stands, or will stand, otherwise. */
  expect(value: 0 | 1, hook: 0 | 1, isTrial?: boolean): void;
  /**
   * This value may be the answer to a lamp that was tried, or a press. Gives how long to wait to know, ms: one who
   * answers the trial takes it back as soon after that as we did. Undefined: no trial is open.
   */
  doubt(value: 0 | 1): number | undefined;
  /** True: this hook value is an answer, and no press. */
  take(value: 0 | 1): boolean;
  forget(): void;
}

export function createAcks(clock: Clock, ackMs: number): Acks {
  let pending: Expected[] = [];
  let hasAnswered = false;
  let hasMissed = false;

  function current(): Expected[] {
    const now = clock.mono();
    const open = pending.filter(({ at }) => now < at + ackMs);
    hasMissed ||= open.length < pending.length;
    return open;
  }

  return {
    expect(value, hook, isTrial = false) {
      pending = current();
      if ((pending.at(-1)?.value ?? hook) === value) return;
      pending.push({ value, at: clock.mono(), isTrial });
      // A device that answers nothing must not fill the list.
      pending = pending.slice(-16);
    },
    doubt(value) {
      pending = current();
      const at = pending.findIndex((entry) => entry.value === value);
      const answered = pending[at];
      if (answered?.isTrial !== true) return undefined;
      // One that has never answered will not begin now.
      if (hasMissed && !hasAnswered) return 0;
      return (pending[at + 1]?.at ?? answered.at) - answered.at + jitterMs;
    },
    take(value) {
      pending = current();
      const at = pending.findIndex((entry) => entry.value === value);
      if (at === -1) return false;
      hasAnswered = true;
      // Those before it were never answered: the device has gone past them.
      pending = pending.slice(at + 1);
      return true;
    },
    forget() {
      pending = [];
    },
  };
}
