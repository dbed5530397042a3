import { components } from './book.ts';
import { expect, smallSize, test, themes, usualSize } from './fixtures.ts';
import { decode, encode } from './png.ts';

for (const story of components)
  test(`${story.title}: ${story.name}`, async ({ book }) => {
    await book.open(story, story.tags.includes('small-window') ? smallSize : usualSize);
    const picture = encode(decode(await book.shot()));
    expect.soft(picture).toMatchSnapshot(`${story.id}.png`);
    for (const theme of themes) {
      await book.look({ theme });
      expect.soft(await book.violations(), `accessibility, ${theme}`).toEqual([]);
    }
    expect(book.complaints()).toEqual([]);
  });
