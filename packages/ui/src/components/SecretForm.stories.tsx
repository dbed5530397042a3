import type { Meta, StoryObj } from '@storybook/react-vite';
import { createTexts } from '../messages/index.ts';
import { inTurn, press, type } from '../testing/presses.ts';
import { told } from '../testing/stories.tsx';
import { SecretForm } from './SecretForm.tsx';

const meta = {
  title: 'Pages/Secret of the position',
  component: SecretForm,
  parameters: told({ stage: { width: 480, on: 'panel' } }),
  args: {
    texts: createTexts('nb'),
    position: 3,
    takesFocus: false,
    provideSecret: () => Promise.resolve(false),
  },
} satisfies Meta<typeof SecretForm>;
export default meta;
type Story = StoryObj<typeof meta>;

const typed = type('Passord for plass 3', 'hemmelig');

export const Asks: Story = {};
export const Typed: Story = { play: typed };
export const Saving: Story = {
  args: { provideSecret: () => new Promise(() => undefined) },
  play: inTurn(typed, press('Lagre passord')),
};
export const NotTaken: Story = { play: inTurn(typed, press('Lagre passord')) };
