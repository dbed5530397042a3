import type { Clock, Disposable } from '@samband/telephony/ports';
import type { PlannedCall } from '../day/index.ts';

/** A day's time line. It stands still while nobody can be called, and goes on where it was. */
export interface Schedule extends Disposable {
  run(on: boolean): void;
}

export function createSchedule(
  clock: Clock,
  day: Iterator<PlannedCall, never>,
  handleDue: (plan: PlannedCall) => void,
): Schedule {
  let next = day.next().value;
  /** ms of the day that have gone by. */
  let elapsed = 0;
  let runningSince: number | undefined;
  let timer: Disposable | undefined;

  const now = (): number => elapsed + (runningSince === undefined ? 0 : clock.mono() - runningSince);

  function arm(): void {
    timer = clock.after(Math.max(0, next.at - now()), () => {
      const due = next;
      next = day.next().value;
      arm();
      handleDue(due);
    });
  }

  function halt(): void {
    elapsed = now();
    runningSince = undefined;
    timer?.dispose();
    timer = undefined;
  }

  return {
    run(on) {
      if (on === (runningSince !== undefined)) return;
      if (!on) return halt();
      runningSince = clock.mono();
      arm();
    },
    dispose: halt,
  };
}
