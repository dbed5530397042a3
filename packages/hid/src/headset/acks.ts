import type { Clock } from '../ports.ts';

/**
 * Answers that are still to come. A device answers a written Off-Hook with the same value of its hook, and nothing tells
 * that from a press: the next such value within the device's time is the answer. Writes in quick succession are
 * answered one by one, the first perhaps when the shadow is already something else.
 */
export interface Acks {
  /** Off-Hook was written; `hook` is what the device said last. It answers when it stands, or will stand, otherwise. */
  expect(value: 0 | 1, hook: 0 | 1): void;
  /** True: this hook value is an answer, and no press. */
  take(value: 0 | 1): boolean;
  forget(): void;
}

export function createAcks(clock: Clock, ackMs: number): Acks {
  let pending: { value: 0 | 1; until: number }[] = [];
  function current(): { value: 0 | 1; until: number }[] {
    return pending.filter(({ until }) => clock.mono() < until);
  }

  return {
    expect(value, hook) {
      pending = current();
      if ((pending.at(-1)?.value ?? hook) === value) return;
      pending.push({ value, until: clock.mono() + ackMs });
      // A device that answers nothing must not fill the list.
      pending = pending.slice(-16);
    },
    take(value) {
      pending = current();
      const at = pending.findIndex((entry) => entry.value === value);
      if (at === -1) return false;
      // Those before it were never answered: the device has gone past them.
      pending = pending.slice(at + 1);
      return true;
    },
    forget() {
      pending = [];
    },
  };
}
