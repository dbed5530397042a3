import { cpus } from 'node:os';
import type { CpuInfo } from 'node:os';
import { systemClock } from '../../shared/clock.ts';
import type { WatchClock } from './watch.ts';

/**
 * Share (0–1) of the time since the last look in which the processors had nothing to do; 1 at the first look.
 * The same on every system: Node's `os.cpus()`.
 */
export function createSpareTime(look: () => readonly Pick<CpuInfo, 'times'>[] = cpus): () => number {
  let [idleBefore, allBefore] = [0, 0];
  return () => {
    let [idle, all] = [0, 0];
    for (const { times } of look()) {
      idle += times.idle;
      all += times.user + times.nice + times.sys + times.irq + times.idle;
    }
    const share = allBefore > 0 && all > allBefore ? (idle - idleBefore) / (all - allBefore) : 1;
    [idleBefore, allBefore] = [idle, all];
    return Math.min(1, Math.max(0, share));
  };
}

export const machineClock: WatchClock = { ...systemClock, spareTime: () => createSpareTime() };
