import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { Choices } from './Choices.tsx';

const meta = {
  title: 'Parts/Choices',
  component: Choices,
  parameters: told({ stage: { width: 400, on: 'panel' } }),
  args: {
    label: 'Utseende',
    value: 'night',
    options: [
      { id: 'night', words: 'Natt' },
      { id: 'day', words: 'Dag' },
      { id: 'contrast', words: 'Høy kontrast' },
    ],
    onChoose: () => undefined,
  },
} satisfies Meta<typeof Choices>;
export default meta;
type Story = StoryObj<typeof meta>;

export const OneChosen: Story = {};
export const NoneChosen: Story = { args: { value: undefined } };
export const LongWords: Story = {
  args: {
    label: 'Rolle',
    value: 'resource',
    options: [
      { id: 'medical', words: 'Medisinsk operatør' },
      { id: 'resource', words: 'Ressurskoordinator for ambulanse og luftambulanse' },
      { id: 'leader', words: 'Vaktleder' },
    ],
  },
};
