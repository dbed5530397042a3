import { components } from './book.ts';
import { expect, test, themes } from './fixtures.ts';
import { decode, encode } from './png.ts';

for (const story of components)
  test(`${story.title}: ${story.name}`, async ({ book }) => {
    await book.open(story);
    const picture = encode(decode(await book.shot()));
    expect.soft(picture).toMatchSnapshot(`${story.id}.png`);
    for (const theme of themes) {
      await book.look({ theme });
      expect.soft(await book.violations(), `accessibility, ${theme}`).toEqual([]);
    }
    expect(book.complaints()).toEqual([]);
  });
