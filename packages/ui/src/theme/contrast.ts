/** Which token stands on which, and how much contrast WCAG 2.2 and the house ask for. Kept beside the tokens: a new pair is added here first. */
export interface Pair {
  readonly ink: string;
  readonly ground: string;
  /** 4.5 text (SC 1.4.3), 7 numbers and names (SC 1.4.6), 3 control edges and lamps (SC 1.4.11). */
  readonly least: 3 | 4.5 | 7;
}

const surfaces = [
  'ground',
  'panel',
  'raised',
  'talk-soft',
  'hold-soft',
  'alarm-soft',
  'alarm-flash',
  'warn-soft',
];
const on = (grounds: readonly string[], inks: readonly string[], least: Pair['least']): Pair[] =>
  grounds.flatMap((ground) => inks.map((ink) => ({ ink, ground, least })));

export const pairs: readonly Pair[] = [
  ...on(surfaces, ['ink'], 7),
  ...on(surfaces, ['ink-2'], 4.5),
  ...on(['ground', 'panel', 'raised'], ['ink-3', 'warn', 'ok', 'talk', 'hold'], 4.5),
  ...on(['panel', 'raised'], ['line-strong', 'focus', 'alarm-edge', 'exercise'], 3),
  ...on(['ground', 'talk-soft', 'alarm-soft', 'alarm-flash', 'hold-soft'], ['focus'], 3),
  ...on(['talk-soft', 'hold-soft', 'warn-soft'], ['warn'], 4.5),
  ...on(['talk-soft'], ['ok', 'talk'], 4.5),
  ...on(['ground'], ['line-strong', 'exercise'], 3),
  ...on(['panel', 'alarm-soft'], ['cat-r', 'cat-b', 'cat-p', 'cat-y', 'cat-a', 'cat-g'], 3),
  { ink: 'go-ink', ground: 'go', least: 4.5 },
  { ink: 'alarm-ink', ground: 'alarm', least: 4.5 },
  { ink: 'exercise-ink', ground: 'exercise', least: 4.5 },
];

function channel(hex: string): number {
  const share = Number.parseInt(hex, 16) / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((from) => channel(colour.slice(from, from + 2)));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Tokens of one theme, read from the text of tokens.css. */
export function themeTokens(css: string, theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\]\\s*\\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/gi)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}
