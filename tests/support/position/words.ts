import type { Page } from '@playwright/test';
import { catalogues } from '../../../packages/ui/src/messages/index.ts';
import type { Language } from '../../../packages/ui/src/messages/index.ts';

/** Everything that is written or read out on the page, piece by piece. */
function piecesOf(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const pieces: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode;
      // What was read out before is not on the screen.
      if (!parentElement?.matches('.sr-only[aria-live]')) pieces.push(textContent ?? '');
    }
    for (const name of ['aria-label', 'title', 'placeholder'])
      for (const one of document.querySelectorAll(`[${name}]`)) pieces.push(one.getAttribute(name) ?? '');
    return [...new Set(pieces.map((piece) => piece.trim()).filter((piece) => piece !== ''))];
  });
}

/** A message as it may stand on the screen, whatever is filled in; those that inflect are left out. */
function patternsOf(language: Language): Set<string> {
  const plain = Object.values(catalogues[language]).filter((text) => !/plural|select/.test(text));
  // A message that is hardly more than what is filled in would be found everywhere.
  const telling = plain.filter((text) => text.replaceAll(/\{\w+\}/g, '').trim().length > 2);
  const escaped = telling.map((text) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
  return new Set(escaped.map((text) => text.replaceAll(/\{\w+\}/g, '.+')));
}

/** Which pieces of the page are in this language, and which are in another one and not in this. */
export async function wordsIn(window: Page, language: Language): Promise<{ own: string[]; alien: string[] }> {
  const regexps = (patterns: Iterable<string>): RegExp[] =>
    [...patterns].map((pattern) => new RegExp(`^${pattern}$`));
  const own = patternsOf(language);
  const others = (Object.keys(catalogues) as Language[]).filter((one) => one !== language);
  const alien = new Set(others.flatMap((one) => [...patternsOf(one)].filter((text) => !own.has(text))));
  const [owns, aliens] = [regexps(own), regexps(alien)];
  const found: { own: string[]; alien: string[] } = { own: [], alien: [] };
  for (const piece of await piecesOf(window))
    if (owns.some((pattern) => pattern.test(piece))) found.own.push(piece);
    else if (aliens.some((pattern) => pattern.test(piece))) found.alien.push(piece);
  return found;
}

/** The words of one key. */
export const word = (language: Language, key: keyof (typeof catalogues)['nb']): string =>
  catalogues[language][key];
