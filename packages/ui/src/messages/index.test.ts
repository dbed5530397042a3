import { describe, expect, it } from 'vitest';
import { catalogues, createTexts, isMessageKey } from './index.ts';
import type { Language, MessageKey } from './index.ts';

const languages = Object.keys(catalogues) as Language[];
/** Arguments of an ICU message; not the branches of a plural or select, which stand after their keyword. */
const names = (message: string): string[] =>
  [
    ...new Set([...message.matchAll(/(?<!(?:=0|one|other|yes) )\{(\w+)[,}]/g)].map(([, name = '']) => name)),
  ].sort();

describe('the catalogues', () => {
  it.each(languages)('%s has every key and no other, none empty', (language) => {
    expect(Object.keys(catalogues[language]).sort()).toEqual(Object.keys(catalogues.nb).sort());
    for (const message of Object.values(catalogues[language])) expect(message.trim()).not.toBe('');
  });

  it.each(languages)('%s fills in the same values as bokmål', (language) => {
    const differing = Object.entries(catalogues.nb).filter(
      ([key, message]) => names(catalogues[language][key as MessageKey]).join() !== names(message).join(),
    );
    expect(differing).toEqual([]);
  });

  it.each(languages)('%s can be formatted whole, without a word of complaint', (language) => {
    const texts = createTexts(language);
    for (const key of Object.keys(catalogues.nb) as MessageKey[]) {
      const values = Object.fromEntries(names(catalogues[language][key]).map((name) => [name, 2]));
      expect(texts.t(key, values), key).not.toBe(key);
    }
  });

  it('knows its own keys from foreign ones', () => {
    expect(isMessageKey('queue.answerNext')).toBe(true);
    expect(isMessageKey('toString')).toBe(false);
  });

  it.each(languages)('%s writes the time with 24 hours and colons', (language) => {
    const at = new Date(2026, 0, 5, 21, 47, 3).getTime();
    expect(createTexts(language).time(at, true)).toBe('21:47:03');
    expect(createTexts(language).time(at)).toBe('21:47');
    expect(createTexts(language).time(new Date(2026, 0, 5, 0, 4, 3).getTime())).toBe('00:04');
  });

  it('say the day as one does', () => {
    const now = new Date(2026, 0, 5, 0, 30).getTime();
    const day = (language: Language, ...at: [number, number, number, number]) =>
      createTexts(language).day(new Date(...at).getTime(), now);
    expect(day('nb', 2026, 0, 5, 0)).toBe('i dag');
    expect(day('nb', 2026, 0, 4, 23)).toBe('i går');
    expect(day('nb', 2026, 0, 3, 12)).toBe('lørdag 3. januar');
    expect(day('nn', 2026, 0, 3, 12)).toBe('laurdag 3. januar');
    expect(day('nn', 2026, 0, 2, 12)).toBe('fredag 2. januar');
    expect(day('nn', 2025, 11, 29, 12)).toBe('måndag 29. desember 2025');
    expect(day('en', 2026, 0, 3, 12)).toBe('Saturday 3 January');
    expect(day('nb', 2025, 11, 31, 12)).toBe('onsdag 31. desember 2025');
  });
});
