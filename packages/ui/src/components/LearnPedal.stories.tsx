import type { DeviceLook } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { learning, listed } from '../testing/devices.ts';
import { told } from '../testing/stories.tsx';
import { LearnPedal, LearnSteps } from './LearnPedal.tsx';

const meta = {
  title: 'Sound/Learn a pedal',
  component: LearnPedal,
  parameters: told({ stage: { width: 480, on: 'panel' } }),
} satisfies Meta<typeof LearnPedal>;
export default meta;
type Story = StoryObj<typeof meta>;

const seeing = (...looks: readonly DeviceLook[]): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { looks } }),
});
/** A learning that is under way. */
const during = (...looks: readonly DeviceLook[]): Pick<Story, 'parameters' | 'render'> => ({
  ...seeing(...looks),
  render: () => (
    <LearnSteps begun={{ device: 'x1', names: ['left', 'middle', 'right'] }} onEnd={() => undefined} />
  ),
});

export const Chooses: Story = seeing(
  listed({ id: 'x1', label: 'Olympus RS-28' }, { id: 'x2', label: 'PCsensor FootSwitch' }),
);
export const OnceMore: Story = during(
  learning('done'),
  learning('press', 'middle'),
  learning('release', 'middle'),
  learning('press', 'middle'),
);
export const Unclear: Story = during(learning('unclear'), learning('press'));
export const Finished: Story = during(...['left', 'middle', 'right'].map((name) => learning('done', name)));
