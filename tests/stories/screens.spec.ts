import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { screens } from './book.ts';
import type { Entry } from './book.ts';
import { expect, languages, picturedThemes, smallSize, test, themes, usualSize } from './fixtures.ts';
import type { Book } from './fixtures.ts';
import { decode, encode, halved } from './png.ts';

const folder = path.join(import.meta.dirname, '../../test-results/screens');
test.beforeAll(() => mkdir(folder, { recursive: true }));

/** Whole windows for looking at: `test-results/screens/console--busy-night-1280x720.png`. */
async function keep(book: Book, { id }: Entry, theme: string): Promise<Buffer> {
  const { width, height } = book.page.viewportSize() ?? usualSize;
  const shot = await book.page.screenshot({ animations: 'disabled' });
  await writeFile(path.join(folder, `${id.replace(/^screens-/, '')}-${theme}-${width}x${height}.png`), shot);
  return shot;
}

for (const story of screens) {
  test(`${story.title}: ${story.name}`, async ({ book }) => {
    await book.open(story, smallSize);
    for (const theme of themes) {
      await book.look({ theme });
      expect.soft(await book.violations(), `accessibility, ${theme}`).toEqual([]);
      const kept = await keep(book, story, theme);
      if (!picturedThemes(story).includes(theme)) continue;
      const shot = decode(kept);
      // Themes differ by their colours alone: one of them is compared to the pixel.
      const picture = encode(theme === 'night' ? shot : halved(shot));
      expect.soft(picture).toMatchSnapshot(`${story.id}-${theme}.png`);
    }
    await book.page.setViewportSize(usualSize);
    for (const theme of ['night', 'day'] as const) {
      await book.look({ theme });
      await keep(book, story, theme);
    }
    expect(book.complaints()).toEqual([]);
  });

  test(`${story.title}: ${story.name}, in every language`, async ({ book }) => {
    await book.open(story, smallSize);
    for (const language of languages) {
      await book.look({ language });
      expect.soft(await book.clipped(), `words without room, ${language}`).toEqual([]);
      expect.soft(await book.keysInSight(), `missing words, ${language}`).toEqual([]);
    }
    expect(book.complaints()).toEqual([]);
  });
}
