import type { Devices, LearnedPedal, LearnStep as HidStep } from '@samband/hid';
import type { DeviceLook, LearnStep, Report } from '@samband/telephony/contract';

export interface LearningDeps {
  devices(): Pick<Devices, 'learn'> | undefined;
  look(what: DeviceLook): void;
  report(report: Report): void;
  handleLearned(pedal: LearnedPedal): void;
}

/** Learn mode for who looks: one pedal at a time, step by step; another begins in place of the one before. */
export interface Learning {
  begin(device: string, names: readonly string[]): void;
  stop(): void;
  handleStep(device: string, step: HidStep): void;
}

export function createLearning(deps: LearningDeps): Learning {
  let running:
    { readonly abort: AbortController; readonly names: readonly string[]; done: number } | undefined;

  function tell(device: string, step: LearnStep['step'], button?: string): void {
    deps.look({ look: 'learning', device, button: button ?? running?.names[running.done] ?? '', step });
  }

  async function learn(device: string, mine: NonNullable<typeof running>): Promise<void> {
    try {
      const pedal = await deps.devices()?.learn(device, mine.names, mine.abort.signal);
      if (!pedal) throw new Error('no devices');
      deps.handleLearned(pedal);
      for (const { name } of pedal.buttons)
        deps.report({ type: 'device.learned', payload: { device, button: `pedal.${name}` } });
    } catch {
      // Stopped by hand, unplugged, or nothing to be learned: all that is told is that it is over.
      if (running === mine) tell(device, 'stopped');
    }
    if (running === mine) running = undefined;
  }

  function stop(): void {
    running?.abort.abort();
    running = undefined;
  }

  return {
    begin(device, names) {
      stop();
      running = { abort: new AbortController(), names, done: 0 };
      void learn(device, running);
    },
    stop,
    handleStep(device, step) {
      if (!running) return;
      if ('want' in step) tell(device, step.want);
      else if ('problem' in step) tell(device, step.problem);
      else {
        tell(device, 'done', step.done.name);
        running.done += 1;
      }
    },
  };
}
