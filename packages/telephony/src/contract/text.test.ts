import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cutText } from './text.ts';

describe('cleanText', () => {
  it.each([
    ['Kari\nNordmann', 'Kari Nordmann'],
    ['Kari\u202Enamdro\u202C', 'Kari namdro'],
    ['\u2067a\u2069 \u061C\u200Eb', 'a b'],
    ['\u0007bel\0 \u0085c1\u009B', 'bel c1'],
    ['line\u2028and\u2029paragraph', 'line and paragraph'],
    ['lone \uD83D half', 'lone half'],
    ['Åse Ødegård 😀 محمد', 'Åse Ødegård 😀 محمد'],
  ])('%j: %j', (text, shown) => {
    expect(cleanText(text, 64)).toBe(shown);
  });

  it('cuts between characters', () => {
    expect(cleanText('abc😀', 4)).toBe('abc');
    expect(cleanText('abc😀', 5)).toBe('abc😀');
    expect(cutText('😀', 1)).toBe('');
  });

  it('never throws, never grows, and leaves nothing unseen or halved', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, most) => {
        const shown = cleanText(text, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
