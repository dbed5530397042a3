import type { Meta, StoryObj } from '@storybook/react-vite';
import { press, type } from '../testing/presses.ts';
import { inRole } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { Dial } from './Dial.tsx';

const meta = {
  title: 'Reach/Dial field',
  component: Dial,
  parameters: told({ stage: { width: 460 } }),
} satisfies Meta<typeof Dial>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = {};
export const KeypadOpen: Story = { play: press('Vis tall') };
/** Where the layout says so. */
export const KeypadOpenByRole: Story = { parameters: told({ situation: inRole('emergency') }) };
export const Number: Story = { play: type('Nummer', '90123456') };
export const Suggestions: Story = { play: type('Nummer', 'lege') };
export const OneSuggestion: Story = { play: type('Nummer', 'krise') };
export const NoSuggestion: Story = { play: type('Nummer', 'xyz') };
