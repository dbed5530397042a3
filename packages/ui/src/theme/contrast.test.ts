import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, pairs, themeTokens } from './contrast.ts';
import { themes } from './theme.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

it('computes contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(themes)('theme %s', (theme) => {
  const tokens = themeTokens(css, theme);

  it('defines the same tokens as night', () => {
    expect([...tokens.keys()]).toEqual([...themeTokens(css, 'night').keys()]);
  });

  it('has enough contrast in every pair in use', () => {
    const weak = pairs
      .map((pair) => ({
        pair: `${pair.ink} on ${pair.ground}`,
        least: pair.least,
        has: contrast(tokens.get(pair.ink) ?? '', tokens.get(pair.ground) ?? ''),
      }))
      .filter(({ has, least }) => !(has >= least));
    expect(weak).toEqual([]);
  });
});
