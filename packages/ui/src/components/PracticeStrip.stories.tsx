import type { PracticeInfo } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { openToOthers, practising } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { PracticeStrip } from './PracticeStrip.tsx';

const meta = {
  title: 'Practice/Practice strip',
  component: PracticeStrip,
  tags: ['small-window'],
  parameters: told({ stage: { width: 1280 }, situation: practising() }),
  args: { practice: { ready: true } },
} satisfies Meta<typeof PracticeStrip>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (practice: PracticeInfo): Story => ({ args: { practice } });

export const Starting: Story = of({ ready: false });
export const NothingRuns: Story = {};
export const DayRuns: Story = of({ ready: true, day: { pace: 'calm', seed: 12 } });
export const OpenToOthers: Story = of(openToOthers);
export const PanelIsShown: Story = {
  ...of(openToOthers),
  parameters: told({ situation: { view: { panel: 'practice' } } }),
};
/** Started again while a day runs. */
export const StartedAgain: Story = of({ ready: false, day: { pace: 'busy', seed: 4711 } });
