import { expect, it } from 'vitest';
import { keepTheme, storedTheme } from './theme.ts';

it('remembers the choice, and falls to night when storage is empty, odd or refused', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  expect(storedTheme(storage)).toBe('night');
  keepTheme(storage, 'day');
  expect(storedTheme(storage)).toBe('day');
  expect(storedTheme({ getItem: () => 'pink' })).toBe('night');
  const refused = () => {
    throw new Error('refused');
  };
  expect(storedTheme({ getItem: refused })).toBe('night');
  expect(() => keepTheme({ setItem: refused }, 'day')).not.toThrow();
});
