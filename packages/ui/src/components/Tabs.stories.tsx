import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { Tabs } from './Tabs.tsx';

const meta = {
  title: 'Parts/Tabs',
  component: Tabs,
  parameters: told({ stage: { width: 460, height: 140, on: 'panel' } }),
  args: {
    label: 'Ring ut',
    tabs: [
      { id: 'quick', words: 'Hurtigvalg', hotkey: '' },
      { id: 'phonebook', words: 'Telefonbok', hotkey: 'F7' },
      { id: 'log', words: 'Logg', hotkey: 'Shift+F7' },
    ],
    chosen: 'phonebook',
    onChoose: () => undefined,
    children: <p style={{ padding: 12 }}>Ingen numre</p>,
  },
} satisfies Meta<typeof Tabs>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Middle: Story = {};
export const First: Story = { args: { chosen: 'quick' } };
export const Focused: Story = {
  play: ({ canvas }) => canvas.getByRole('tab', { name: 'Telefonbok' }).focus(),
};
/** In the smallest window. */
export const Narrow: Story = { tags: ['small-window'], parameters: told({ stage: { width: 300 } }) };
