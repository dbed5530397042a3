import type { Report } from '@samband/telephony/contract';

/** Tells that a process is lost, and that it is back: each once, however often it dies in between. */
export function createLives(which: string, report: (report: Report) => void): { lost(): void; back(): void } {
  let isLost = false;
  return {
    lost() {
      if (!isLost) report({ type: 'process.lost', payload: { which } });
      isLost = true;
    },
    back() {
      if (isLost) report({ type: 'process.back', payload: { which } });
      isLost = false;
    },
  };
}
