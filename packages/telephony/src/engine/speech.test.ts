import { expect, it } from 'vitest';
import { createSpeechWatch } from './speech.ts';

/** A look each 100 ms; the first moment (ms) at which somebody speaks, and the last. */
function spoken(levels: readonly number[]): [number | undefined, number | undefined] {
  const watch = createSpeechWatch();
  const moments = levels.flatMap((level, index) => (watch.look(level, index * 100) ? [index * 100] : []));
  return [moments[0], moments.at(-1)];
}
const many = (count: number, level: number): number[] => Array.from({ length: count }, () => level);
const silence = (count: number) => many(count, -90);

it.each([
  ['silence', silence(100), [undefined, undefined]],
  ['a noisy room', many(100, -45), [undefined, undefined]],
  ['a cough', [...silence(10), ...many(4, -10), ...silence(30)], [undefined, undefined]],
  ['typing', Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? -20 : -70)), [undefined, undefined]],
  ['a sentence', [...silence(10), ...many(20, -25), ...silence(60)], [1500, 6800]],
  ['syllables', [...Array.from({ length: 40 }, (_, i) => (i % 2 ? -60 : -30)), ...silence(60)], [1000, 7700]],
  ['a pause for breath', [...many(10, -25), ...silence(30), ...many(10, -25), ...silence(60)], [500, 8800]],
])('%s', (_what, levels, expected) => expect(spoken(levels)).toEqual(expected));
