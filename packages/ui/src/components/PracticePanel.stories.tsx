import type { Meta, StoryObj } from '@storybook/react-vite';
import { openToOthers, practising } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { PracticePanel } from './PracticePanel.tsx';

const meta = {
  title: 'Practice/More positions',
  component: PracticePanel,
  parameters: told({ stage: { width: 490, height: 640, on: 'panel' }, situation: practising(openToOthers) }),
} satisfies Meta<typeof PracticePanel>;
export default meta;
type Story = StoryObj<typeof meta>;

export const OpenToOthers: Story = {};
/** The smallest zone in the smallest window; the widest signs. */
export const Narrow: Story = {
  tags: ['small-window'],
  parameters: told({
    stage: { width: 320, height: 470 },
    situation: practising({
      ready: true,
      open: { code: 'WMWM-MWMW', addresses: ['192.168.10.24:8443'], joined: 0, places: 64 },
    }),
  }),
};
export const Opening: Story = {
  parameters: told({ stage: { height: 160 }, situation: practising({ ready: true }) }),
};
