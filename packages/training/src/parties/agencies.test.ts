import { describe, expect, it } from 'vitest';
import { seededRandom } from '../day/index.ts';
import { createReceptions } from './agencies.ts';

describe('createReceptions', () => {
  it('the same seed, the same moods; most answer, and nobody is refused twice in a row', () => {
    const moods = (seed: number): string[] => {
      const receive = createReceptions(seededRandom(seed));
      return Array.from({ length: 400 }, () => receive('tolk').mood);
    };
    const own = moods(5);
    expect(moods(5)).toEqual(own);
    expect(own[0]).toBe('answers');
    expect(own.filter((mood) => mood === 'answers').length).toBeGreaterThan(320);
    expect(new Set(own)).toEqual(new Set(['answers', 'busy', 'refuses']));
    for (const [index, mood] of own.entries()) if (mood !== 'answers') expect(own[index + 1]).toBe('answers');
  });

  it('emergency numbers always answer, and it always takes a moment', () => {
    const receive = createReceptions(() => 0);
    for (let count = 0; count < 20; count++)
      expect(receive('112')).toEqual({ mood: 'answers', afterMs: 2000 });
  });
});
