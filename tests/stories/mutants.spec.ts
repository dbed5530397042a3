import { expect, test } from './fixtures.ts';
import type { Book } from './fixtures.ts';
import { decode, encode } from './png.ts';

/** What must not pass: the looks of a story are changed, and the test of it has to fail. */
const story = { id: 'call-call-card--up' };

async function changed(book: Book, css: string, look: () => Promise<void>): Promise<void> {
  await book.open(story);
  const style = await book.page.addStyleTag({ content: css });
  try {
    await look();
  } finally {
    await style.evaluate((element) => element.parentNode?.removeChild(element));
  }
}

const pictures = {
  'a colour that is a little lighter': ':root { --talk-soft: #1a3d4a !important; }',
  'a press that is gone': '[data-picture] button:last-of-type { visibility: hidden; }',
  'words that are cut off': '[data-picture] [role="timer"] { width: 60px; overflow: hidden; }',
  'a row that moved by two pixels': '[data-picture] dl { transform: translateY(2px); }',
  'a smaller letter': '[data-picture] dd b { font-size: 15px; }',
};
for (const [what, css] of Object.entries(pictures))
  test(`the picture shows ${what}`, async ({ book }, info) => {
    test.skip(info.config.updateSnapshots !== 'none', 'pictures are being drawn, not compared');
    await changed(book, css, async () => {
      const picture = encode(decode(await book.shot()));
      expect(() => expect(picture).toMatchSnapshot(`${story.id}.png`)).toThrow(/pixels|Expected an image/);
    });
  });

test('axe finds words that can hardly be read', async ({ book }) => {
  await changed(book, '[data-picture] * { color: #46525d !important; }', async () => {
    expect((await book.violations()).join('\n')).toContain('color-contrast');
  });
});

test('words without room are found', async ({ book }) => {
  await changed(book, '[data-picture] button { max-width: 90px; overflow: hidden; }', async () => {
    expect((await book.clipped()).join('\n')).toContain('Legg på');
  });
});

test('a key in place of its words is found', async ({ book }) => {
  await book.open(story);
  await book.page.evaluate(() => {
    const [heading] = document.querySelectorAll('[data-picture] dt');
    if (heading) heading.textContent = 'call.fact.name';
  });
  expect(await book.keysInSight()).toEqual(['call.fact.name']);
});
