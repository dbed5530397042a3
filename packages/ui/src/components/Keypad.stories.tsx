import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { Keypad } from './Keypad.tsx';

const meta = {
  title: 'Parts/Keypad',
  component: Keypad,
  parameters: told({ stage: { width: 340, on: 'panel' } }),
  args: { onKey: () => undefined },
} satisfies Meta<typeof Keypad>;
export default meta;

export const Twelve: StoryObj<typeof meta> = {};
