import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { components, screens } from './book.ts';
import { expect, picturedThemes, test } from './fixtures.ts';

const folder = path.join(import.meta.dirname, 'pictures');
const wanted = new Set([
  ...components.map(({ id }) => `${id}.png`),
  ...screens.flatMap((story) => picturedThemes(story).map((theme) => `${story.id}-${theme}.png`)),
]);

test('there is no picture of a story that is no more', async () => {
  const left = (await readdir(folder)).filter((file) => !wanted.has(file));
  if (test.info().config.updateSnapshots === 'none') expect(left).toEqual([]);
  else await Promise.all(left.map((file) => rm(path.join(folder, file))));
});
