import { expect, it } from 'vitest';
import { badgeBitmap, badgeSize } from './badge.ts';

/** The middle of it as text: `#` white, `o` red. */
function drawn(count: number): string[] {
  const bitmap = badgeBitmap(count);
  return Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: 3 }, (__, column) => {
      const at = 4 * ((8 + row * 4) * badgeSize + 12 + column * 4);
      return bitmap[at] === 255 ? '#' : bitmap[at + 2] === 0xc8 ? 'o' : '?';
    }).join(''),
  );
}

it('is a red disc with the number of calls on it', () => {
  expect(badgeBitmap(1)).toHaveLength(4 * badgeSize * badgeSize);
  expect(drawn(2)).toEqual(['##o', 'oo#', 'o#o', '#oo', '###']);
  expect(drawn(9).join('')).not.toBe(drawn(8).join(''));
  // The corners are clear.
  expect(badgeBitmap(3).slice(0, 4)).toEqual(Uint8Array.of(0, 0, 0, 0));
});

it('says of ten and more that there are many', () => {
  expect(drawn(12)).toEqual(['ooo', 'o#o', '###', 'o#o', 'ooo']);
  expect(drawn(10)).toEqual(drawn(200));
});
