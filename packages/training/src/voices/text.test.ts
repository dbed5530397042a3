import { describe, expect, it } from 'vitest';
import { caller, lines, recipeOf, type Speaker } from './text.ts';

const speaker: Speaker = { language: 'nb', voice: 'nb+f2', speed: 160, pitch: 50 };

describe('texts', () => {
  it('number the lines of a speaker', () => {
    expect(lines('a', speaker, ['En.', 'To.']).map(({ id, text }) => [id, text])).toEqual([
      ['a-1', 'En.'],
      ['a-2', 'To.'],
    ]);
  });

  it('give a caller the small words, in the own language or as the caller says them', () => {
    const own = caller('a', speaker, ['En.'], { yes: 'Jo.' });
    expect(own.map(({ id }) => id)).toEqual(['a-1', 'a-hello', 'a-yes', 'a-bye']);
    expect(own.find(({ id }) => id === 'a-yes')?.text).toBe('Jo.');
    expect(caller('b', { ...speaker, language: 'en' }, []).at(-1)?.text).toContain('Goodbye');
  });

  it('have another recipe for whatever would be heard', () => {
    const [text] = lines('a', speaker, ['En.']);
    const recipe = recipeOf(text!);
    for (const other of [{ pitch: 51 }, { speed: 161 }, { voice: 'nb+f3' }, { text: 'To.' }])
      expect(recipeOf({ ...text!, ...other })).not.toBe(recipe);
    expect(recipeOf({ ...text!, id: 'b' })).toBe(recipe);
  });
});
