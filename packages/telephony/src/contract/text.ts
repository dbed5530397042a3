/** Controls, signs that turn the line around or cannot be seen, and halves of a character. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu;

/** The first signs of a text, cut between two characters and never inside one that takes two code units. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}

/**
 * Text from outside as it may stand on a screen, in one line: a caller's name, an address, a reason. Nothing in it hides,
 * rings a bell, or turns around what stands beside it.
 */
export function cleanText(text: string, most: number): string {
  // More than that is never shown; the bound comes first, so that a long text costs nothing.
  const line = cutText(text, most * 4)
    .replaceAll(unseen, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return cutText(line, most).trim();
}
