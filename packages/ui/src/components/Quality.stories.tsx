import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { Quality } from './Quality.tsx';

const meta = {
  title: 'Call/Quality of the sound',
  component: Quality,
  parameters: told({ stage: { width: 320, on: 'panel' } }),
  args: { label: 'Du hører', level: 4 },
} satisfies Meta<typeof Quality>;
export default meta;

export const EveryLevel: StoryObj<typeof meta> = {
  render: ({ label }) => (
    <>
      {[undefined, 0, 1, 2, 3, 4].map((level) => (
        <Quality key={level ?? 'unknown'} label={label} level={level} />
      ))}
    </>
  ),
};
