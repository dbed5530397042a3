import type { Meta, StoryObj } from '@storybook/react-vite';
import { calm, waiting } from '../testing/centre.ts';
import { press } from '../testing/presses.ts';
import { four, notHelped, outage } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { QueueZone } from './QueueZone.tsx';

const meta = {
  title: 'Queue/Queue zone',
  component: QueueZone,
  parameters: told({ stage: { width: 480, height: 760 } }),
} satisfies Meta<typeof QueueZone>;
export default meta;
type Story = StoryObj<typeof meta>;

const paused = { position: { ...calm.position, state: 'paused' as const } };
const hidden = four.map((row, index) => ({ ...row, hidden: index > 1 }));

export const NobodyWaits: Story = {};
export const Paused: Story = { parameters: told({ situation: { snapshot: paused } }) };
export const Outage: Story = { parameters: told({ situation: { snapshot: outage } }) };
export const EngineGone: Story = { parameters: told({ situation: { link: 'absent' } }) };
export const FourWait: Story = {
  parameters: told({ situation: { snapshot: { waiting: [...four], unanswered: notHelped.slice(0, 2) } } }),
};
export const TwoHidden: Story = { parameters: told({ situation: { snapshot: { waiting: hidden } } }) };
export const HiddenShown: Story = {
  parameters: told({ situation: { snapshot: { waiting: hidden } } }),
  play: press('2 skjulte'),
};
export const Crowd: Story = {
  parameters: told({
    situation: {
      snapshot: {
        waiting: Array.from({ length: 60 }, (_, index) =>
          waiting(`w${index}`, 120 - index, { priority: index % 5 }),
        ),
        unanswered: [...notHelped],
      },
    },
  }),
};
/** In the smallest window. */
export const Narrow: Story = {
  tags: ['small-window'],
  parameters: told({
    stage: { width: 352, height: 520 },
    situation: { snapshot: { waiting: [...four], unanswered: notHelped.slice(0, 2) } },
  }),
};
