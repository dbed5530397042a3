import type { StoryContext } from '@storybook/react-vite';

type Played = Pick<StoryContext, 'canvas' | 'userEvent'>;

/** Presses buttons by name, one after the other: what a component remembers by itself is pressed, not told. */
export const press =
  (...names: readonly (string | RegExp)[]) =>
  async ({ canvas, userEvent }: Played): Promise<void> => {
    for (const name of names) {
      const [button] = await canvas.findAllByRole('button', { name });
      if (button) await userEvent.click(button);
    }
  };

/** Types into the field of this label; keys as user-event writes them: `{Enter}`. */
export const type =
  (label: string | RegExp, keys: string) =>
  async ({ canvas, userEvent }: Played): Promise<void> => {
    await userEvent.type(await canvas.findByLabelText(label), keys);
  };

/** A part that is further down in what scrolls. */
export const downTo =
  (region: string) =>
  async ({ canvas }: Played): Promise<void> =>
    (await canvas.findByRole('region', { name: region })).scrollIntoView({ block: 'start' });

export const inTurn =
  (...steps: readonly ((played: Played) => Promise<void>)[]) =>
  async (played: Played): Promise<void> => {
    for (const step of steps) await step(played);
  };

/** Keys for whatever has the keyboard. */
export const keys =
  (pressed: string) =>
  async ({ userEvent }: Played): Promise<void> => {
    await userEvent.keyboard(pressed);
  };
