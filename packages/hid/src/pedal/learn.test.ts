import { expect, it } from 'vitest';
import { createLearner, learnedPedalSchema } from './learn.ts';
import type { Learner, LearnStep } from './learn.ts';
import { createPedalReader } from './reader.ts';

function teach(learner: Learner, name: string, ...reports: number[][]): (LearnStep | undefined)[] {
  learner.begin(name);
  return reports.map((report) => learner.handleReport(Uint8Array.from(report)));
}

it('learns a switch from two presses', () => {
  const learner = createLearner(true);
  expect(learner.begin('left')).toEqual({ want: 'press', round: 1 });
  expect(teach(learner, 'left', [4, 0, 1], [4, 0, 0], [4, 0, 1], [4, 0, 0])).toEqual([
    { want: 'release', round: 1 },
    { want: 'press', round: 2 },
    { want: 'release', round: 2 },
    { done: { name: 'left', report: 4, byte: 1, mask: 1, down: 1 } },
  ]);
});

it('learns one that is closed while it is up', () => {
  const learner = createLearner(false);
  teach(learner, 'left', [0x0e], [0x0f], [0x0e], [0x0f]);
  expect(learner.layout().buttons).toEqual([{ name: 'left', report: 0, byte: 0, mask: 1, down: 0 }]);
});

it('sees through a time stamp that runs on, by another press', () => {
  const learner = createLearner(false);
  const steps = teach(learner, 'right', [0x11, 8], [0x2e, 0], [0x35, 8], [0x4a, 0], [0x6e, 8], [0x91, 0]);
  expect(steps[3]).toEqual({ want: 'press', round: 3 });
  expect(learner.layout().buttons).toEqual([{ name: 'right', report: 0, byte: 1, mask: 8, down: 8 }]);
});

it('takes the first of two bytes that always change together', () => {
  const learner = createLearner(false);
  const presses = Array.from({ length: 5 }, () => [
    [2, 5],
    [0, 0],
  ]).flat();
  expect(teach(learner, 'left', ...presses).at(-1)).toMatchObject({ done: { byte: 0, mask: 2 } });
});

it('learns a key of a keyboard pedal', () => {
  const learner = createLearner(true);
  const down = [1, 0, 0, 5, 0, 0, 0, 0, 0];
  const up = [1, 0, 0, 0, 0, 0, 0, 0, 0];
  teach(learner, 'left', down, up, down, up);
  const reader = createPedalReader(learner.layout());
  expect(reader.read(Uint8Array.from(down))?.down.size).toBe(1);
  expect(reader.read(Uint8Array.from(up))?.allUp).toBe(true);
});

it('ignores reports that say the same again, and those of another id', () => {
  const learner = createLearner(true);
  const steps = teach(learner, 'left', [4, 1], [4, 1], [9, 9], [4, 0], [4, 1], [4, 0]);
  expect(steps.filter(Boolean)).toHaveLength(4);
});

it('says when nothing can be learned', () => {
  const learner = createLearner(false);
  expect(teach(learner, 'left', [1], [2], [4], [8]).at(-1)).toEqual({ problem: 'unclear' });
  teach(learner, 'left', [1], [0], [1], [0]);
  expect(teach(learner, 'right', [1], [0], [1], [0]).at(-1)).toEqual({ problem: 'same' });
  expect(learner.layout().buttons).toHaveLength(1);
  expect(learner.handleReport(Uint8Array.of(1))).toBeUndefined();
});

it('keeps what another can read', () => {
  const learner = createLearner(false);
  teach(learner, 'left', [1], [0], [1], [0]);
  const kept = { vendorId: 0x07b4, productId: 0x0218, interface: 1, ...learner.layout() };
  expect(learnedPedalSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  expect(learnedPedalSchema.safeParse({ ...kept, buttons: [] }).success).toBe(false);
});
