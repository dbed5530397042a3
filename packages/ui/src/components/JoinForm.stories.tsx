import type { Meta, StoryObj } from '@storybook/react-vite';
import { createTexts } from '../messages/index.ts';
import { type } from '../testing/presses.ts';
import { told } from '../testing/stories.tsx';
import { JoinForm } from './JoinForm.tsx';

const meta = {
  title: 'Pages/Code of an exercise',
  component: JoinForm,
  parameters: told({ stage: { width: 680, on: 'panel' } }),
  args: {
    texts: createTexts('nb'),
    why: undefined,
    takesFocus: false,
    join: () => Promise.resolve(true),
  },
} satisfies Meta<typeof JoinForm>;
export default meta;
type Story = StoryObj<typeof meta>;

const typed = type('Kode', 'k7qm 4xnp');

export const Asks: Story = {};
export const HalfTyped: Story = { play: type('Kode', 'k7qm4') };
export const Typed: Story = { play: typed };
export const Trying: Story = { args: { why: 'trying' }, play: typed };
export const WrongCode: Story = { args: { why: 'code' }, play: typed };
export const Unreachable: Story = { args: { why: 'unreachable' }, play: typed };
export const Full: Story = { args: { why: 'full' }, play: typed };
export const TriedTooOften: Story = { args: { why: 'later' }, play: typed };
