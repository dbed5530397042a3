import { expect, it } from 'vitest';
import { createTicker } from './ticker.ts';

it('ticks on whole seconds, for all at once, and stands still when nobody looks', () => {
  let now = 10_250;
  const due: { run: () => void; at: number }[] = [];
  const ticker = createTicker({
    wall: () => now,
    mono: () => now - 10_000,
    setTimeout: (run, ms) => due.push({ run, at: now + ms }),
    clearTimeout: () => due.splice(0),
  });
  const seen: string[] = [];
  const stopA = ticker.subscribe(() => seen.push(`a${ticker.wall()}`));
  const stopB = ticker.subscribe(() => seen.push(`b${ticker.mono()}`));
  expect(due.map((timer) => timer.at)).toEqual([11_000]);
  now = 11_003;
  due.shift()?.run();
  expect(seen).toEqual(['a11003', 'b1003']);
  expect(due.map((timer) => timer.at)).toEqual([12_000]);
  stopA();
  stopB();
  expect(due).toEqual([]);
});
