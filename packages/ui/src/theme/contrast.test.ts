import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, pairs, themeTokens } from './contrast.ts';
import { themes } from './theme.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

it('computes contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

const src = path.join(import.meta.dirname, '..');
const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
);

/** Pairs that one rule of a style sheet sets by itself: what is written on which ground, and with which edge. */
function writtenPairs(name: string): string[] {
  const rules = [...readFileSync(path.join(src, name), 'utf8').matchAll(/\{([^{}]*)\}/g)];
  return rules.flatMap(([, body = '']) => {
    const token = (property: string) =>
      new RegExp(`(?:^|[;\\s])${property}:[^;]*?var\\(--([\\w-]+)\\)`).exec(body)?.[1];
    const ground = token('background');
    const inks = [token('color')].filter((ink) => ink !== undefined);
    return ground === undefined || ground === 'c' ? [] : inks.map((ink) => `${ink} on ${ground}`);
  });
}

it('knows every pair that a style sheet writes down', () => {
  const known = new Set(pairs.map(({ ink, ground }) => `${ink} on ${ground}`));
  const foreign = sheets.flatMap((name) =>
    writtenPairs(name).flatMap((pair) => (known.has(pair) ? [] : [`${name}: ${pair}`])),
  );
  expect(sheets.flatMap(writtenPairs).length).toBeGreaterThan(5);
  expect(foreign).toEqual([]);
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
