import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ComponentProps } from 'react';
import { useRef } from 'react';
import { told } from '../testing/stories.tsx';
import { SearchField } from './SearchField.tsx';

function Field(args: Omit<ComponentProps<typeof SearchField>, 'ref'>) {
  return <SearchField {...args} ref={useRef<HTMLInputElement>(null)} />;
}
const meta = {
  title: 'Parts/Search field',
  component: Field,
  parameters: told({ stage: { width: 400, on: 'panel' } }),
  args: {
    label: 'Søk i telefonboken',
    value: '',
    maxLength: 64,
    onChange: () => undefined,
  },
} satisfies Meta<typeof Field>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = {};
export const Filled: Story = { args: { value: 'lege' } };
export const Focused: Story = {
  args: { value: 'lege' },
  play: ({ canvas }) => canvas.getByRole('searchbox').focus(),
};
