import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { LevelMeter } from './LevelMeter.tsx';

const meta = {
  title: 'Sound/Level meter',
  component: LevelMeter,
  parameters: told({ stage: { width: 200, on: 'panel' } }),
  args: { label: 'Nivå fra mikrofonen', level: -30 },
} satisfies Meta<typeof LevelMeter>;
export default meta;

/** Not measured, silence, low, good, loud. */
export const EveryLevel: StoryObj<typeof meta> = {
  render: ({ label }) => (
    <div style={{ display: 'grid', gap: 12 }}>
      {[undefined, -90, -50, -30, -1].map((level) => (
        <LevelMeter key={level ?? 'unknown'} label={label} level={level} />
      ))}
    </div>
  ),
};
