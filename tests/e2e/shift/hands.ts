import type { Page } from '@playwright/test';
import { pressNode, sessionOf, treeOf } from './tree.ts';

/** What an operator does with a call, whatever with. */
export type Deed = 'answerNext' | 'mute' | 'unmute' | 'hold' | 'resume' | 'hangUp';

/** One way to work the console. */
export interface Hands {
  readonly name: string;
  do(page: Page, deed: Deed): Promise<void>;
}

const keys: Record<Deed, string> = {
  answerNext: 'F1',
  mute: 'F2',
  unmute: 'F2',
  hold: 'F3',
  resume: 'F3',
  hangUp: 'F12',
};
const names: Record<Deed, string> = {
  answerNext: 'Besvar neste',
  mute: 'Demp',
  unmute: 'Demp',
  hold: 'Vent',
  resume: 'Hent tilbake',
  hangUp: 'Legg på',
};

export const keyboard: Hands = {
  name: 'keyboard',
  do: (page, deed) => page.keyboard.press(keys[deed]),
};

/** px; what a finger in a glove hits. */
const target = 48;

/** Fingers on the glass: no pointer, no hover, no key. */
export const touch: Hands = {
  name: 'touch',
  async do(page, deed) {
    const button = page.getByRole('button', { name: new RegExp(`^${names[deed]}`) }).first();
    await button.waitFor({ state: 'visible' });
    const box = await button.boundingBox();
    if (!box || box.height < target || box.width < target)
      throw new Error(`${names[deed]}: ${box?.width ?? 0}×${box?.height ?? 0} px is no target for a finger`);
    const session = await sessionOf(page);
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  },
};

/** Finds what it presses in the accessibility tree, by role and name, and presses as a screen reader does. */
export const reader: Hands = {
  name: 'screen reader',
  async do(page, deed) {
    for (const until = Date.now() + 20_000; ;) {
      const found = (await treeOf(page)).find(
        ({ role, name }) => /^(button|ToggleButton)$/i.test(role) && name.startsWith(names[deed]),
      );
      if (found) return pressNode(page, found);
      if (Date.now() > until) throw new Error(`the tree has no button "${names[deed]}"`);
    }
  },
};
