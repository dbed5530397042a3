import type { Meta, StoryObj } from '@storybook/react-vite';
import { call } from '../testing/centre.ts';
import { press } from '../testing/presses.ts';
import { notHelped } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { Unanswered } from './Unanswered.tsx';

const meta = {
  title: 'Queue/Unanswered',
  component: Unanswered,
  parameters: told({
    stage: { width: 460, height: 420 },
    situation: { snapshot: { unanswered: [...notHelped] } },
  }),
} satisfies Meta<typeof Unanswered>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Nobody: Story = {
  parameters: told({ stage: { height: 120 }, situation: { snapshot: { unanswered: [] } } }),
};
export const EveryKind: Story = {};
export const BeingCalled: Story = {
  parameters: told({ situation: { snapshot: { calls: [call('gone', 5, { direction: 'outgoing' })] } } }),
};
export const AskedWhy: Story = { play: press('Fjern +47 905 55 111') };
/** Asked, and called off: the list is as it was. */
export const NotDismissed: Story = { play: press('Fjern +47 905 55 111', 'Avbryt') };
