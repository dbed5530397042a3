import { expect, it } from 'vitest';
import { earlierTheme } from './theme.ts';

it('knows the look of an earlier version, and falls to night when storage is empty, odd or refused', () => {
  expect(earlierTheme({ getItem: () => 'day' })).toBe('day');
  expect(earlierTheme({ getItem: () => null })).toBe('night');
  expect(earlierTheme({ getItem: () => 'pink' })).toBe('night');
  expect(earlierTheme(undefined)).toBe('night');
  const refused = () => {
    throw new Error('refused');
  };
  expect(earlierTheme({ getItem: refused })).toBe('night');
});
