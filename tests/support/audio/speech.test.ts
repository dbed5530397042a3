import { describe, expect, it } from 'vitest';
import { decodePcma, encodePcma } from './pcma.ts';
import { likeness, sameSentence } from './speech.ts';
import { makeTone } from './tone.ts';

/** Something with the make-up of speech: two formants that change ten times a second, and pauses. */
function babble(seed: number, syllables = 25): Int16Array {
  let state = seed;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const parts = Array.from({ length: syllables }, () => {
    const [low, high, level] = [
      300 + next() * 600,
      1100 + next() * 1700,
      next() < 0.2 ? 0 : 0.1 + next() / 4,
    ];
    const [a, b] = [makeTone(low, 0.1, level), makeTone(high, 0.1, level / 2)];
    return a.map((sample, at) => sample + (b[at] ?? 0));
  });
  return Int16Array.from(parts.flatMap((part) => [...part]));
}
const after = (silence: number, sentence: Int16Array): Int16Array =>
  Int16Array.from([...new Int16Array(silence), ...sentence, ...new Int16Array(4000)]);

const [caller, operator] = [babble(11), babble(97)];
const throughTheTelephone = (samples: Int16Array): Int16Array =>
  decodePcma(encodePcma(samples.map((sample) => sample * 0.4)));

describe('sentence recognition', () => {
  it('finds the sentence wherever it begins, quieter and through A-law', () => {
    expect(likeness(caller, after(3333, throughTheTelephone(caller)))).toBeGreaterThan(sameSentence);
  });

  it.each([
    ['swapped: the other party', after(1234, operator)],
    ['muted', new Int16Array(30_000)],
    ['cut short', after(1000, caller.slice(0, caller.length / 4))],
  ])('refuses the mutant %s', (_name, heard) => {
    expect(likeness(caller, heard)).toBeLessThan(sameSentence);
  });
});
