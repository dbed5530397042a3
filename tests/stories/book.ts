import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where `npm run test:stories` builds the stories to, before these tests are read. */
export const built = path.join(import.meta.dirname, '../../test-results/storybook');

export interface Entry {
  readonly id: string;
  /** `Call/Call card` */
  readonly title: string;
  readonly name: string;
  /**
   * `small-window`: seen in the smallest window, where styles differ. `every-theme`: a screen whose picture is kept in
   * every theme, because something has a colour there that no other of them shows.
   */
  readonly tags: readonly string[];
}

interface Index {
  readonly entries: Readonly<Record<string, Entry & { readonly type: string }>>;
}

/** Every story there is. */
function entries(): readonly Entry[] {
  const { entries: all } = JSON.parse(readFileSync(path.join(built, 'index.json'), 'utf8')) as Index;
  return Object.values(all).filter(({ type }) => type === 'story');
}

const isScreen = ({ title }: Entry): boolean => title.startsWith('Screens/');
export const screens = entries().filter(isScreen);
export const components = entries().filter((entry) => !isScreen(entry));
