import { z } from 'zod';
import type { PedalButton, PedalLayout } from '../layout/index.ts';
import { splitReport } from '../reports/index.ts';

const octet = z.int().min(0).max(0xff);

/** What learn mode keeps of a pedal. Whoever keeps it gives it back through this schema. */
export const learnedPedalSchema = z.object({
  vendorId: z.int().min(0).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  /** Of USB; -1: any. Some pedals have a second one under the same numbers, for their configuration. */
  interface: z.int().min(-1).max(255).default(-1),
  numbered: z.boolean(),
  buttons: z
    .array(
      z.object({
        name: z.string().min(1).max(32),
        report: octet,
        byte: z.int().min(0).max(1023),
        mask: z.int().min(1).max(0xff),
        down: octet,
      }),
    )
    .min(1)
    .max(32),
});
export type LearnedPedal = z.infer<typeof learnedPedalSchema>;

/**
 * How often each pedal is pressed: twice where one byte alone can be the switch, else again until the time stamps and
 * counters that some reports carry (X-keys) have given themselves away.
 */
const rounds = { least: 2, most: 5 } as const;

export type LearnProblem =
  /** Nothing stays the same between two presses. */
  | 'unclear'
  /** This switch has been learned under another name. */
  | 'same';

export type LearnStep =
  | { readonly want: 'press' | 'release'; readonly round: number }
  | { readonly done: PedalButton }
  | { readonly problem: LearnProblem };

/**
 * Learns one switch after the other from reports alone: the operator presses and lets go, twice or more. What was the
 * same in all presses, the same in all releases, and differs between them, is the switch.
 */
export interface Learner {
  /** Begins a switch. */
  begin(name: string): LearnStep;
  /** Undefined: this report told nothing new. */
  handleReport(bytes: Uint8Array): LearnStep | undefined;
  /** All that has been learned. */
  layout(): PedalLayout;
}

interface Pair {
  readonly down: Uint8Array;
  readonly up: Uint8Array;
}

interface Switch {
  readonly byte: number;
  readonly mask: number;
  readonly down: number;
}

/** The bytes in which all presses agree, all releases agree, and the two differ. */
function switchesIn([first, ...others]: readonly Pair[]): Switch[] {
  if (!first) return [];
  const stable = (pair: Pair, at: number): number =>
    ~((pair.down[at] ?? 0) ^ (first.down[at] ?? 0)) & ~((pair.up[at] ?? 0) ^ (first.up[at] ?? 0));
  return [...first.down].flatMap((down, byte) => {
    const differs = down ^ (first.up[byte] ?? down);
    const mask = others.reduce((left, pair) => left & stable(pair, byte), differs);
    return mask === 0 ? [] : [{ byte, mask, down: down & mask }];
  });
}

export function createLearner(numbered: boolean): Learner {
  const learned: PedalButton[] = [];
  let name: string | undefined;
  let pairs: Pair[] = [];
  let down: Uint8Array | undefined;
  /** Of the first press: what comes in other reports is something else. */
  let id: number | undefined;
  let last: string | undefined;

  function finish(found: Switch | undefined): LearnStep {
    const button =
      name !== undefined && id !== undefined && found ? { name, report: id, ...found } : undefined;
    name = undefined;
    if (!button) return { problem: 'unclear' };
    const twin = learned.some(
      (other) => other.report === button.report && other.byte === button.byte && other.mask === button.mask,
    );
    if (twin) return { problem: 'same' };
    learned.push(button);
    return { done: button };
  }

  return {
    begin(wanted) {
      name = wanted;
      pairs = [];
      down = id = last = undefined;
      return { want: 'press', round: 1 };
    },
    handleReport(bytes) {
      const report = splitReport(bytes, numbered);
      if (!report || name === undefined || (id !== undefined && report.id !== id)) return undefined;
      const data = report.data.slice();
      // Some repeat what they say while nothing changes.
      const key = data.join(' ');
      if (key === last) return undefined;
      last = key;
      id = report.id;
      if (!down) {
        down = data;
        return { want: 'release', round: pairs.length + 1 };
      }
      pairs.push({ down, up: data });
      down = undefined;
      const found = switchesIn(pairs);
      const isClear = found.length < 2 || pairs.length >= rounds.most;
      if (pairs.length < rounds.least || !isClear) return { want: 'press', round: pairs.length + 1 };
      return finish(found[0]);
    },
    layout: () => ({ numbered, buttons: [...learned] }),
  };
}
