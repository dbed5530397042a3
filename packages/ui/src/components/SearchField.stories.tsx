import type { Meta, StoryObj } from '@storybook/react-vite';
import { createRef } from 'react';
import { told } from '../testing/stories.tsx';
import { SearchField } from './SearchField.tsx';

const meta = {
  title: 'Parts/Search field',
  component: SearchField,
  parameters: told({ stage: { width: 400, on: 'panel' } }),
  args: {
    ref: createRef<HTMLInputElement>(),
    label: 'Søk i telefonboken',
    value: '',
    maxLength: 64,
    onChange: () => undefined,
  },
} satisfies Meta<typeof SearchField>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = {};
export const Filled: Story = { args: { value: 'lege' } };
export const Focused: Story = {
  args: { value: 'lege' },
  play: ({ canvas }) => canvas.getByRole('searchbox').focus(),
};
