import type { PedalButton, PedalLayout } from '../layout/index.ts';
import { splitReport } from '../reports/index.ts';

export interface PedalReading {
  /** Buttons that are down, all reports considered. */
  readonly down: ReadonlySet<string>;
  /** Every button has been seen up in this report or before, and none is down. */
  readonly allUp: boolean;
}

export interface PedalReader {
  /** Undefined: nothing of ours is in this report. */
  read(bytes: Uint8Array): PedalReading | undefined;
}

/** Undefined: the report is too short to tell. */
function isDown(data: Uint8Array, { byte, mask, down }: PedalButton): boolean | undefined {
  const value = data[byte];
  return value === undefined ? undefined : (value & mask) === down;
}

/** Reads each report as how things stand: a pedal that was missed going up is up in the next one. */
export function createPedalReader({ numbered, buttons }: PedalLayout): PedalReader {
  const down = new Set<string>();
  const seen = new Set<string>();
  return {
    read(bytes) {
      const report = splitReport(bytes, numbered);
      const mine = report ? buttons.filter((button) => button.report === report.id) : [];
      if (!report || mine.length === 0) return undefined;
      for (const button of mine) {
        const value = isDown(report.data, button);
        if (value === undefined) continue;
        seen.add(button.name);
        if (value) down.add(button.name);
        else down.delete(button.name);
      }
      return { down: new Set(down), allUp: down.size === 0 && seen.size === buttons.length };
    },
  };
}
