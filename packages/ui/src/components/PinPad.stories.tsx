import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { PinPad } from './PinPad.tsx';

const meta = {
  title: 'Sign-in/PIN pad',
  component: PinPad,
  parameters: told({ stage: { width: 340, on: 'panel' } }),
  args: { onDigit: () => undefined, onErase: () => undefined, onClear: () => undefined },
} satisfies Meta<typeof PinPad>;
export default meta;

export const Digits: StoryObj<typeof meta> = {};
